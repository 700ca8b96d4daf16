package io.onesend.host.load;

/** What a load run measures the time of. */
public enum LatencyKind {
    /** From when a message was to be sent to its arrival. */
    DELIVERY("delivery", "deliveries"),
    /** From when a room was to be entered to the answer. */
    ENTER("enter", "enters"),
    /** From when a login was to begin, its connection included where each login has its own, to the answer. */
    LOGIN("login", "logins"),
    /** From when a connection was to be opened until it was. */
    CONNECT("connect", "connects");

    private final String word;
    private final String plural;

    LatencyKind(String word, String plural) {
        this.word = word;
        this.plural = plural;
    }

    /** For one of them. */
    public String word() {
        return word;
    }

    /** For many. */
    public String plural() {
        return plural;
    }
}
