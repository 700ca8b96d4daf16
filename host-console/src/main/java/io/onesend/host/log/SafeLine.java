package io.onesend.host.log;

/** Escapes a peer's text, so that it stays on one line of the log and cannot control the terminal that shows it. */
final class SafeLine {

    private SafeLine() {}

    /** Appends the text with every control character written out: line breaks as \r and \n, the others by their number. */
    static void append(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            append(line, text.charAt(i));
        }
    }

    /** Does the same for the inside of a JSON string, to which these escapes belong too. */
    static void appendJson(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                line.append('\\');
            }
            append(line, letter);
        }
    }

    private static void append(StringBuilder line, char letter) {
        switch (letter) {
            case '\r' -> line.append("\\r");
            case '\n' -> line.append("\\n");
            case '\t' -> line.append("\\t");
            default -> {
                if (isUnsafe(letter)) {
                    appendNumber(line, letter);
                } else {
                    line.append(letter);
                }
            }
        }
    }

    private static boolean isUnsafe(char letter) {
        return Character.isISOControl(letter) || letter == '\u2028' || letter == '\u2029';
    }

    private static void appendNumber(StringBuilder line, char letter) {
        String digits = Integer.toHexString(letter);
        line.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
    }
}
