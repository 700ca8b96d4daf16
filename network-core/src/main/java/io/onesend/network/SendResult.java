package io.onesend.network;

/** What became of a packet offered to a session. */
public enum SendResult {
    /** The packet goes out in its turn, unless the connection ends first. */
    ACCEPTED,
    /** A byte limit is reached and the policy drops: this packet is lost, the session lives on. Not by {@link Session#offer}. */
    DROPPED,
    /**
     * A byte limit is reached: nothing was queued and nothing is lost. {@link SessionListener#onWritable} comes when there may be
     * room. Only by {@link Session#offer}.
     */
    FULL,
    /** The session is closed or closing, perhaps because this packet went over a byte limit. */
    CLOSED
}
