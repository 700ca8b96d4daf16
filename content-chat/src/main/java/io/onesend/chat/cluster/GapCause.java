package io.onesend.chat.cluster;

/** Why a feed is not believed to be whole. */
enum GapCause {
    /** A message did not follow on the one before it. */
    NUMBER,
    /** It has not brought an event of this host's own, which Redis had taken. */
    SILENT,
    /** It has not brought what two beats have seen. */
    BEAT,
    /** Too much came while its partition was not live. */
    BACKLOG
}
