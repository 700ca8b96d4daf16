package io.onesend.load;

import io.onesend.chat.config.ChatConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** How the dummies' accounts are made, and so what their passwords are. */
public enum LoadScheme {
    PASSWORD,
    PLAINTEXT,
    TOKEN;

    private static final int MOST_BYTES = 32;

    /** The scheme for a server with this login mode. */
    public static LoadScheme of(ChatConfig.LoginMode login) {
        return switch (login) {
            case PASSWORD -> PASSWORD;
            case PLAINTEXT -> PLAINTEXT;
            case TOKEN -> TOKEN;
        };
    }

    /** The word on the command line. */
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

    /** At least five digits, with leading zeros. Not by a format, because a locale may have its own digits. */
    private static String digits(int number) {
        String plain = Integer.toString(number);
        return "0".repeat(Math.max(0, 5 - plain.length())) + plain;
    }

    /** The first 32 bytes, without cutting a character in two. */
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
