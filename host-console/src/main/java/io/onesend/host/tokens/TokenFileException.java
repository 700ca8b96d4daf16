package io.onesend.host.tokens;

/** The file with the tokens cannot be used; the message says why, and shows no token. */
public final class TokenFileException extends Exception {

    private static final long serialVersionUID = 1;

    TokenFileException(String message) {
        super(message);
    }
}
