package io.onesend.chat.login;

/** The account store is down, late or refused a command; the message names no user and no secret. */
public class AccountStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccountStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public AccountStoreException(String message) {
        super(message);
    }
}
