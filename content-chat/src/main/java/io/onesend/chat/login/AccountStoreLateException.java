package io.onesend.chat.login;

/** The account store has not answered in time: it may be slow, or this machine is. */
public final class AccountStoreLateException extends AccountStoreException {
    private static final long serialVersionUID = 1L;

    public AccountStoreLateException(String message, Throwable cause) {
        super(message, cause);
    }
}
