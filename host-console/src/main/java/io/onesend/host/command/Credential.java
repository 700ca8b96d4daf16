package io.onesend.host.command;

import io.onesend.chat.packet.ChatProtocol;
import io.onesend.chat.user.UserIdRule;
import io.onesend.host.CommandFailedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** What an id and a password have to be like, so that a login can be granted; both are taken in their normal form. */
final class Credential {

    /** Stands for what could not be decoded. */
    private static final char UNREADABLE = '\ufffd';

    private Credential() {}

    static String checkId(String id) {
        String normal = UserIdRule.normalize(id);
        UserIdRule.problemOf(normal).ifPresent(problem -> {
            throw new CommandFailedException("a user id " + problem);
        });
        return normal;
    }

    /** For an account: it has to be one that a login packet can carry. */
    static String checkPassword(String password) {
        String normal = readablePassword(password);
        int bytes = normal.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > ChatProtocol.MAX_NAME_BYTES) {
            throw new CommandFailedException(
                    "a password has 1 to " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8; this one has " + bytes);
        }
        return normal;
    }

    /** For a login; it may be empty. What could not be decoded is refused: every other such text would be the same password. */
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
