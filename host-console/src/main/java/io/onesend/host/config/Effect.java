package io.onesend.host.config;

/** From when on a key's new value holds after a reload. */
public enum Effect {
    /** At once. */
    LIVE("live"),
    /** For sessions that begin later. */
    NEW_SESSIONS("new sessions"),
    /** From the next start on. */
    RESTART("restart");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
