package io.onesend.host.config;

/**
 * One thing that is wrong with the configuration, for one line of a terminal: what it quotes is cut where it is long, and
 * characters that a terminal would obey are written as escapes.
 *
 * @param where the file and line, the variable, or the option
 * @param message names the key's path and what to change
 */
public record Problem(String where, String message) {

    private static final int MOST_CHARACTERS = 400;

    public Problem {
        where = printable(where);
        message = printable(message);
    }

    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> line.append(String.format("\\u%04x", character));
                default -> line.appendCodePoint(character);
            }
        });
        if (line.length() > MOST_CHARACTERS) {
            // Both ends stay: one says what is wrong, and the other what to do.
            line.replace(MOST_CHARACTERS / 2, line.length() - MOST_CHARACTERS / 2, " … ");
        }
        return line.toString();
    }

    @Override
    public String toString() {
        return where + ": " + message;
    }
}
