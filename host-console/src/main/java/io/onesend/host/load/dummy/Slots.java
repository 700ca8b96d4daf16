package io.onesend.host.load.dummy;

import java.util.Arrays;

/**
 * A sender's messages that have not arrived everywhere, at most as many as its window: whose last arrival, or whose refusal,
 * or whose age makes room for another.
 */
final class Slots {

    /** Gets the room that was made. */
    @FunctionalInterface
    interface Freed {
        void freed();
    }

    private static final long NONE = -1;

    private final long[] sequences;
    private final int[] missing;
    private final long[] since;
    private final Freed freed;

    Slots(int window, Freed freed) {
        // Twice the window: one that stays behind is not met again by the sequences that follow it.
        int size = Integer.highestOneBit(Math.max(1, 2 * window - 1)) << 1;
        sequences = new long[size];
        Arrays.fill(sequences, NONE);
        missing = new int[size];
        since = new long[size];
        this.freed = freed;
    }

    /** A message was sent to so many. */
    void take(long sequence, int receivers, long now) {
        int slot = slot(sequence);
        boolean overwritten = sequences[slot] != NONE;
        sequences[slot] = sequence;
        missing[slot] = receivers;
        since[slot] = now;
        if (overwritten) {
            freed.freed();
        }
    }

    /** It has arrived at one of them, or will not. */
    void arrived(long sequence) {
        int slot = slot(sequence);
        if (sequences[slot] == sequence && --missing[slot] == 0) {
            free(slot);
        }
    }

    /** It will arrive nowhere. */
    void refused(long sequence) {
        int slot = slot(sequence);
        if (sequences[slot] == sequence) {
            free(slot);
        }
    }

    /** Gives up waiting for those sent before this time: a lost message must not silence its sender. */
    void giveUpBefore(long time) {
        for (int slot = 0; slot < sequences.length; slot++) {
            if (sequences[slot] != NONE && since[slot] - time < 0) {
                free(slot);
            }
        }
    }

    private void free(int slot) {
        sequences[slot] = NONE;
        freed.freed();
    }

    private int slot(long sequence) {
        return (int) sequence & sequences.length - 1;
    }
}
