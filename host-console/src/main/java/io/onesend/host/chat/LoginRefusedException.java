package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;

/** The server has answered a login, and the answer was no. */
final class LoginRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    LoginRefusedException(ResultCode result) {
        super("the login is refused: " + ResultText.of(result), null, false, false);
        passing = switch (result) {
            // After a silent loss the server holds the old connection for a while.
            case LOGIN_USER_ALREADY, LOGIN_USER_USED_ALL_OBJ, LOGIN_BACKEND_UNAVAILABLE, LOGIN_TOO_MANY_ATTEMPTS ->
                true;
            default -> false;
        };
    }

    /** Whether the same login may be granted later. */
    boolean isPassing() {
        return passing;
    }
}
