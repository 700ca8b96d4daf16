package io.onesend.chat.admin;

/** The chat does not answer an operator now; the message says why. No stack trace: the cause is elsewhere. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String why) {
        super(why, null, false, false);
    }
}
