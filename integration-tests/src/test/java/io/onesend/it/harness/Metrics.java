package io.onesend.it.harness;

/** The names of the metrics that the tests read. */
public final class Metrics {

    public static final String DISCONNECTS = "onesend_network_disconnects_total";
    public static final String UNKNOWN_PACKETS = "onesend_chat_unknown_packets_total";
    public static final String SESSIONS = "onesend_network_sessions";
    public static final String QUEUED_BYTES = "onesend_network_queued_bytes";
    public static final String USERS = "onesend_chat_users";

    private Metrics() {}
}
