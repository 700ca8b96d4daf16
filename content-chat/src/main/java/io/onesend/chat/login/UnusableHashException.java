package io.onesend.chat.login;

/** A stored password hash is malformed or costs more than it may. The message quotes no part of the salt or the hash. */
public final class UnusableHashException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableHashException(String message) {
        super(message);
    }
}
