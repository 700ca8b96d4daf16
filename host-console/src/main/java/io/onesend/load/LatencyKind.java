package io.onesend.load;

/** The kinds of latency that a load run measures. */
public enum LatencyKind {
    /** From when a message was to be sent to its arrival. */
    DELIVERY("delivery", "deliveries"),
    /** From when a room was to be entered to the answer. */
    ENTER("enter", "enters"),
    /** From when a login was to begin to the answer; includes connecting, if each login has its own connection. */
    LOGIN("login", "logins"),
    /** From when a connection was to be opened until it was open. */
    CONNECT("connect", "connects");

    private final String word;
    private final String plural;

    LatencyKind(String word, String plural) {
        this.word = word;
        this.plural = plural;
    }

    /** The word for one of this kind. */
    public String word() {
        return word;
    }

    /** The word for several. */
    public String plural() {
        return plural;
    }
}
