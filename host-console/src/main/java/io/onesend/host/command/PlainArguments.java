package io.onesend.host.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of {@code run} in their usual form, as picocli would. A server that is started so does without picocli, whose
 * 172 classes no class archive of Java 17 takes. Whatever is not of that form, a mistake or a wish for help, is left to picocli.
 */
public final class PlainArguments {

    private static final String CONFIG = "--config";
    private static final String SET = "--set";

    private @Nullable Path file;
    private final List<String> settings = new ArrayList<>();

    private PlainArguments() {}

    /**
     * The options that the arguments give; empty if picocli has to read them.
     *
     * @param arguments those behind the name of the command
     */
    public static Optional<ConfigOptions> read(List<String> arguments) {
        PlainArguments read = new PlainArguments();
        return read.takeAll(arguments) ? Optional.of(ConfigOptions.of(read.file, read.settings)) : Optional.empty();
    }

    private boolean takeAll(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int assigned = argument.indexOf('=');
            boolean isWhole = assigned >= 0;
            if (!isWhole && i + 1 == arguments.size()) {
                return false;
            }
            String option = isWhole ? argument.substring(0, assigned) : argument;
            String value = isWhole ? argument.substring(assigned + 1) : arguments.get(++i);
            if (!take(option, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(String option, String value) {
        // An option in the place of a value is a mistake; what is quoted, picocli may unquote.
        if (value.isEmpty() || value.startsWith("-") || value.startsWith("\"")) {
            return false;
        }
        if (option.equals(SET)) {
            return settings.add(value);
        }
        return option.equals(CONFIG) && file == null && takeFile(value);
    }

    private boolean takeFile(String value) {
        try {
            file = Path.of(value);
            return true;
        } catch (InvalidPathException impossible) {
            return false;
        }
    }
}
