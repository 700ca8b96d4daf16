package io.onesend.network.log;

/** Makes other people's text safe for a log that somebody reads on a terminal. */
public final class LogText {

    private LogText() {}

    /**
     * Replaces each character that a terminal would obey by an escape with its number.
     *
     * @param text of somebody else
     * @return the text for a log
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (Character.getType(letter)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> escaped.append(String.format("\\u%04x", letter));
                default -> escaped.appendCodePoint(letter);
            }
        });
        return escaped.toString();
    }
}
