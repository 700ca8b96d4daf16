package io.onesend.host.load;

import io.onesend.chat.ChatConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** How the dummies' accounts are made, which tells their passwords. */
public enum LoadScheme {
    PASSWORD,
    PLAINTEXT,
    TOKEN;

    private static final int MOST_BYTES = 32;

    /** The one that a server with this login wants. */
    public static LoadScheme of(ChatConfig.LoginMode login) {
        return switch (login) {
            case PASSWORD -> PASSWORD;
            case PLAINTEXT -> PLAINTEXT;
            case TOKEN -> TOKEN;
        };
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The user's id: the prefix and the number, of five digits or more. */
    public static String userId(String prefix, int number) {
        return prefix + digits(number);
    }

    /** What this user logs in with. */
    public String secretOf(String userId, int number) {
        return this == TOKEN ? cut("tok-" + userId) : "pw" + digits(number);
    }

    /** Five digits and leading zeros; more digits where they are needed. Not by a format: a locale has digits of its own. */
    private static String digits(int number) {
        String plain = Integer.toString(number);
        return "0".repeat(Math.max(0, 5 - plain.length())) + plain;
    }

    /** The first 32 bytes, but no half of a letter. */
    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    }
}
