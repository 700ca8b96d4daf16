package io.onesend.load.dummy;

import java.util.Arrays;

/**
 * A sender's messages that have not arrived everywhere, at most as many as its window. A message makes room for another when
 * it has arrived everywhere, is refused, or is too old.
 */
final class Slots {

    /** Called when there is room for another message. */
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
        // Twice the window, so that the sequences after a message that stays behind do not meet its slot.
        int size = Integer.highestOneBit(Math.max(1, 2 * window - 1)) << 1;
        sequences = new long[size];
        Arrays.fill(sequences, NONE);
        missing = new int[size];
        since = new long[size];
        this.freed = freed;
    }

    /** A message was sent to this number of receivers. */
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

    /** The message has arrived at one receiver, or will never arrive there. */
    void arrived(long sequence) {
        int slot = slot(sequence);
        if (sequences[slot] == sequence && --missing[slot] == 0) {
            free(slot);
        }
    }

    /** The message will arrive nowhere. */
    void refused(long sequence) {
        int slot = slot(sequence);
        if (sequences[slot] == sequence) {
            free(slot);
        }
    }

    /** Gives up the messages sent before this time: a lost message must not keep its sender from sending. */
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
