package io.onesend.host.chat;

import io.onesend.host.config.NearMiss;
import io.onesend.host.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns typed or pasted text into messages and commands. A line that begins with a slash is a command or is refused, never a
 * message: a typing error must not send the room what was meant for the client.
 */
final class TypedText {

    /** One line. */
    sealed interface Entry {

        /** To be sent. */
        record Message(String text) implements Entry {}

        /**
         * To be carried out.
         *
         * @param argument empty if there is none
         */
        record Command(SlashCommand command, String argument) implements Entry {}

        /** To be shown and not carried out. */
        record Refused(String why) implements Entry {}

        /** To be shown. */
        record Remark(String text) implements Entry {}
    }

    private static final Pattern LINE_ENDS = Pattern.compile("\\R");

    private static final char SLASH = '/';

    /** What a Korean or Japanese input method makes of the same key. */
    private static final char WIDE_SLASH = '\uff0f';

    /** Stands for what could not be decoded, and would be sent in its place. */
    private static final char UNREADABLE = '\ufffd';

    private TypedText() {}

    /** One entry a line, none for an empty one. */
    static List<Entry> read(String typed) {
        List<Entry> entries = new ArrayList<>();
        for (String line : LINE_ENDS.splitAsStream(typed).toList()) {
            String text = withoutControls(line);
            long controls = line.codePoints()
                    .filter(letter -> isControl(letter) && letter != '\t')
                    .count();
            if (controls > 0) {
                entries.add(new Entry.Remark("* left out of the line: " + controls
                        + (controls == 1 ? " control character" : " control characters")));
            }
            if (text.indexOf(UNREADABLE) >= 0) {
                entries.add(new Entry.Refused("* not sent: the line is not UTF-8 text"));
            } else if (!text.isBlank()) {
                entries.add(entry(text));
            }
        }
        return entries;
    }

    private static Entry entry(String text) {
        String stripped = text.strip();
        if (!isSlash(stripped.charAt(0))) {
            return new Entry.Message(text);
        }
        if (stripped.startsWith("//")) {
            return new Entry.Message(stripped.substring(1));
        }
        String[] words = stripped.split("\\s+", 2);
        return command(words[0], words.length < 2 ? "" : words[1]);
    }

    private static Entry command(String word, String argument) {
        return SlashCommand.of(word)
                .<Entry>map(command -> command.takesArgument() == argument.isEmpty()
                        ? new Entry.Refused(
                                "* " + word + (argument.isEmpty() ? " needs an" : " takes no") + " argument")
                        : new Entry.Command(command, argument))
                .orElseGet(() -> new Entry.Refused("* not sent: there is no command " + SafeText.escape(word) + "; "
                        + NearMiss.of(plain(word), SlashCommand.words())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("/help lists them, and // sends a slash")));
    }

    private static String plain(String word) {
        return SLASH + word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static boolean isSlash(char letter) {
        return letter == SLASH || letter == WIDE_SLASH;
    }

    private static boolean isControl(int letter) {
        return Character.getType(letter) == Character.CONTROL;
    }

    private static String withoutControls(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.codePoints()
                .map(letter -> letter == '\t' ? ' ' : letter)
                .filter(letter -> !isControl(letter))
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
