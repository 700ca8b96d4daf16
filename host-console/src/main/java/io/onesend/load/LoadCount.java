package io.onesend.load;

/** What a load run counts, in the order of its summary table and of its JSON. */
public enum LoadCount {
    CONNECTED("connections opened", false),
    CONNECT_FAILED("connections that failed to open", true),
    DISCONNECTED("connections lost", true),
    RESUMED("sessions resumed", false),
    LOGGED_IN("logins", false),
    ENTERED("room enters", false),
    LEFT("room leaves", false),
    REFUSED("requests refused", true),
    SENT("messages sent", false),
    EXPECTED("deliveries expected", false),
    DELIVERED("delivered once, in order", false),
    LOST("lost", true),
    MISSED("events missed, as the server says", true),
    DUPLICATE("delivered twice", true),
    REORDERED("out of order", true),
    LATE("after the grace period", true),
    FORGED("not what was sent", true),
    /** 0 unless this tool is wrong: expected is the sum of delivered, out of order, late and lost. */
    UNACCOUNTED("not accounted for", true);

    private final String words;
    private final boolean wrong;

    LoadCount(String words, boolean wrong) {
        this.words = words;
        this.wrong = wrong;
    }

    /** The name that people read. */
    public String words() {
        return words;
    }

    /** Whether a single one makes the run fail. */
    public boolean isWrong() {
        return wrong;
    }
}
