package io.onesend.load.dummy;

import io.onesend.load.LoadCount;

/**
 * Records what one receiver has received from each of its senders: the next sequence, and which of the 64 before it have
 * arrived. It takes sixteen bytes and a count for each sender, however long the run is.
 */
final class Ledger {

    private static final int WINDOW = Long.SIZE;

    private final long[] next;
    private final long[] seen;
    private final long[] distinct;

    Ledger(int senders) {
        next = new long[senders];
        seen = new long[senders];
        distinct = new long[senders];
    }

    long next(int sender) {
        return next[sender];
    }

    /** Whether this message has arrived; false also of one that is more than 64 behind a later one. */
    boolean has(int sender, long sequence) {
        long behind = next[sender] - 1 - sequence;
        return behind >= 0 && behind < WINDOW && (seen[sender] & 1L << behind) != 0;
    }

    /** A message that has arrived does not count as one that was expected. */
    void leaveOut(int sender) {
        distinct[sender]--;
    }

    /** How many different messages of this sender have arrived, of those that were expected. */
    long distinct(int sender) {
        return distinct[sender];
    }

    /**
     * Enters an arrival and returns what it is: DELIVERED, REORDERED behind a later one, DUPLICATE, or FORGED if nobody has
     * sent it yet. A message more than 64 behind a later one counts as a duplicate, and its first copy as lost.
     *
     * @param sent how many messages the sender has sent
     */
    LoadCount enter(int sender, long sequence, long sent) {
        if (sequence < 0 || sequence >= sent) {
            return LoadCount.FORGED;
        }
        long ahead = sequence - next[sender];
        if (ahead >= 0) {
            seen[sender] = (ahead + 1 < WINDOW ? seen[sender] << (ahead + 1) : 0) | 1;
            next[sender] = sequence + 1;
            distinct[sender]++;
            return LoadCount.DELIVERED;
        }
        long bit = -ahead - 1 < WINDOW ? 1L << (-ahead - 1) : 0;
        if ((seen[sender] & bit) != 0 || bit == 0) {
            return LoadCount.DUPLICATE;
        }
        seen[sender] |= bit;
        distinct[sender]++;
        return LoadCount.REORDERED;
    }
}
