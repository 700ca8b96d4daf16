package io.onesend.host.command;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.user.UserIdRule;
import io.onesend.host.process.CommandFailedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Checks that an id and a password can be used for a login, and returns their normal form. */
public final class Credential {

    /** Stands for what could not be decoded. */
    private static final char UNREADABLE = '\ufffd';

    private Credential() {}

    public static String checkId(String id) {
        String normal = UserIdRule.normalize(id);
        UserIdRule.problemOf(normal).ifPresent(problem -> {
            throw new CommandFailedException("a user id " + problem);
        });
        return normal;
    }

    /** Checks an account's password, which a login packet has to be able to carry. */
    public static String checkPassword(String password) {
        String normal = readablePassword(password);
        int bytes = normal.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > ChatProtocol.MAX_NAME_BYTES) {
            throw new CommandFailedException(
                    "a password has 1 to " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8; this one has " + bytes);
        }
        return normal;
    }

    /** Checks a login's password, which may be empty. Refuses undecodable text: all such texts would be the same password. */
    static String readablePassword(String password) {
        if (password.indexOf(UNREADABLE) >= 0) {
            throw new CommandFailedException(
                    "a password has to be UTF-8 text, whatever the locale, and this one is not");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new CommandFailedException("a password has no control characters");
        }
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
