package io.onesend.load.show.chart;

/** Escapes text for HTML and SVG. */
public final class Markup {

    private static final int REPLACEMENT = 0xfffd;

    private Markup() {}

    /** Escapes text for use between tags or in a quoted attribute; a character no document may have becomes U+FFFD. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        replaceForbidden(text).codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(letter);
            }
        });
        return safe.toString();
    }

    /** Replaces each character that no document may have, such as a control character, by U+FFFD. */
    public static String replaceForbidden(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> safe.appendCodePoint(isAllowed(letter) ? letter : REPLACEMENT));
        return safe.toString();
    }

    private static boolean isAllowed(int letter) {
        return letter == '\n'
                || letter == '\t'
                || switch (Character.getType(letter)) {
                    case Character.CONTROL, Character.SURROGATE -> false;
                    default -> letter != 0xfffe && letter != 0xffff;
                };
    }
}
