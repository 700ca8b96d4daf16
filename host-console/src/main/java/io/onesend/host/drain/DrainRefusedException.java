package io.onesend.host.drain;

/** The server cannot do that now; the message says why. No stack trace: it is an answer. */
public final class DrainRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    DrainRefusedException(String why) {
        super(why, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
