package io.onesend.chat.login;

/** The account store has answered with a refusal: asking again does not help by itself. */
public final class AccountStoreRefusedException extends AccountStoreException {
    private static final long serialVersionUID = 1L;

    public AccountStoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public AccountStoreRefusedException(String message) {
        super(message);
    }
}
