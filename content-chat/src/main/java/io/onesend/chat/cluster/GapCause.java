package io.onesend.chat.cluster;

/** Why a feed is not believed to be whole. */
enum GapCause {
    NUMBER("a message of its feed does not follow on the one before it"),
    SILENT("its feed does not bring what this host has sent"),
    BEAT("its feed does not bring what two beats have seen"),
    BACKLOG("too much came by its feeds while it was not live");

    private final String words;

    GapCause(String words) {
        this.words = words;
    }

    /** For a log line about a partition. */
    String words() {
        return words;
    }
}
