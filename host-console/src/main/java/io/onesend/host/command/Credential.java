package io.onesend.host.command;

import io.onesend.chat.packet.ChatProtocol;
import io.onesend.host.CommandFailedException;
import java.nio.charset.StandardCharsets;

/** What an id and a password have to be like, so that a login packet can carry them. */
final class Credential {

    private static final char UNREADABLE = '\ufffd';

    private Credential() {}

    static String checkId(String id) {
        check("a user id", id);
        return id;
    }

    static String checkPassword(String password) {
        check("a password", password);
        return password;
    }

    private static void check(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > ChatProtocol.MAX_NAME_BYTES) {
            throw new CommandFailedException(
                    what + " has 1 to " + ChatProtocol.MAX_NAME_BYTES + " bytes of UTF-8; this one has " + bytes);
        }
        if (text.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == UNREADABLE)) {
            throw new CommandFailedException(what + " is UTF-8 text without control characters");
        }
    }
}
