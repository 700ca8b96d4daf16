package io.onesend.host.reload;

/** Nothing was reloaded; the message says why. No stack trace: it is an answer. */
public final class ReloadRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ReloadRefusedException(String why) {
        super(why, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
