package io.onesend.load.command;

import io.onesend.load.SizeRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes of messages: {@code 64}, or {@code 16..1024} for random ones. */
final class LoadSizes implements ITypeConverter<SizeRange> {

    private static final Pattern SIZES = Pattern.compile("([0-9]{1,6})(?:\\.\\.([0-9]{1,6}))?");

    @Override
    public SizeRange convert(String text) {
        Matcher matcher = SIZES.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("is not a size: '" + text + "'; sizes are written 64 or 16..1024");
        }
        int least = Integer.parseInt(matcher.group(1));
        int most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
        try {
            return new SizeRange(least, most);
        } catch (IllegalArgumentException invalid) {
            throw new TypeConversionException(String.valueOf(invalid.getMessage()));
        }
    }
}
