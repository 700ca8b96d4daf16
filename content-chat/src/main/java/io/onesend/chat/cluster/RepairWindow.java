package io.onesend.chat.cluster;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * The batches of one partition that Redis has answered, kept until they are at a replica: if a failover loses them, they are sent
 * again. {@link RepairBarriers} says when they are; beyond {@code repair-max-bytes} the oldest are let go before.
 */
final class RepairWindow {

    /** How many batches that were kept no more are still known by their number of events. */
    private static final int COUNTED = 4096;

    private final long maxBytes;
    private final ArrayDeque<SentBatch> batches = new ArrayDeque<>();
    private long bytes;

    /** Events of the last batches that left the window, at their number modulo {@link #COUNTED}. */
    private final int[] leftEvents = new int[COUNTED];

    private long lastLeft;

    /** @param maxBytes of this partition's batches */
    RepairWindow(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(SentBatch batch) {
        batches.add(batch);
        bytes += batch.bytes;
        while (bytes > maxBytes) {
            letGo(batches.remove());
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The number of the last batch that is kept; 0: none is. */
    long lastNumber() {
        SentBatch last = batches.peekLast();
        return last == null ? 0 : last.number;
    }

    /** Lets go of all batches up to this number. */
    void letGoUpTo(long number) {
        SentBatch oldest;
        while ((oldest = batches.peek()) != null && oldest.number <= number) {
            letGo(batches.remove());
        }
    }

    /** Lets go of what was answered before a tick. */
    void letGoBefore(long tick) {
        SentBatch oldest;
        while ((oldest = batches.peek()) != null && oldest.answeredAt() < tick) {
            letGo(batches.remove());
        }
    }

    private void letGo(SentBatch batch) {
        bytes -= batch.bytes;
        leftEvents[(int) (batch.number % COUNTED)] = batch.accepted();
        lastLeft = batch.number;
    }

    /** Events that nobody can send again, if this is the last batch that Redis has. */
    long lostBehind(long lastBatch) {
        long lost = 0;
        for (long number = Math.max(lastBatch, lastLeft - COUNTED) + 1; number <= lastLeft; number++) {
            lost += leftEvents[(int) (number % COUNTED)];
        }
        lastLeft = Math.min(lastLeft, lastBatch);
        return lost;
    }

    /** Takes all batches out that the history does not have, which ends with this one. */
    List<SentBatch> takeBehind(long lastBatch) {
        List<SentBatch> behind =
                batches.stream().filter(batch -> batch.number > lastBatch).toList();
        batches.removeAll(behind);
        behind.forEach(batch -> bytes -= batch.bytes);
        return behind;
    }

    /** Forgets everything, and returns how many accepted events that were. */
    long clear() {
        long events = 0;
        for (Iterator<SentBatch> each = batches.iterator(); each.hasNext(); each.remove()) {
            events += each.next().accepted();
        }
        bytes = 0;
        lastLeft = 0;
        return events;
    }

    long bytes() {
        return bytes;
    }
}
