package io.onesend.host.text;

/** Makes other people's text safe for a terminal. */
public final class SafeText {

    private SafeText() {}

    /**
     * Replaces every character that could move the cursor, change colours, clear the screen, or turn the direction of the text by
     * an escape with its number: a terminal obeys such characters, whoever sent them.
     */
    public static String escape(String text) {
        if (text.codePoints().noneMatch(SafeText::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isUnsafe(letter)) {
                safe.append(String.format("\\u%04x", letter));
            } else {
                safe.appendCodePoint(letter);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Joiners are part of emoji and of several scripts; of the format characters only those that turn text.
            case Character.FORMAT -> isDirection(letter);
            default -> false;
        };
    }

    private static boolean isDirection(int letter) {
        return letter == 0x200e
                || letter == 0x200f
                || letter == 0x061c
                || (letter >= 0x202a && letter <= 0x202e)
                || (letter >= 0x2066 && letter <= 0x2069);
    }
}
