package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Beaten;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the other hosts that this one lives, and finds out which of them do not, in one partition. A host is dead when the same last
 * beat of it was seen for 0.6 of a lease, while this host's own beats got through all the while. So neither a pause of Redis nor a
 * jump of a clock kills a host.
 */
final class Lease {

    /** What Redis tells in place of a beat of a host that is marked dead. */
    static final String DEAD = "dead";

    /** Between two beats while somebody waits: 100 ms. */
    private static final long HURRIED_TICKS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final ClusterContext context;
    private final Partition partition;
    private final Reaper reaper;

    /** Hosts that seem late. */
    private final Map<String, Late> late = new HashMap<>();

    private final long beatTicks;
    private final long deadTicks;
    private boolean isBeating;
    private long lastBeat;
    private long lastAnswer;

    /** When the last beat was sent that Redis has answered. */
    private long beatNanos;

    private boolean hasBeaten;

    /** The last beat seen of a host, and the tick from which on it was the last one. */
    private record Late(String beat, long since) {}

    Lease(ClusterContext context, Partition partition, Reaper reaper) {
        this.context = context;
        this.partition = partition;
        this.reaper = reaper;
        long lease = ClusterContext.ticks(context.config().lease());
        beatTicks = Math.max(1, lease / 10);
        deadTicks = Math.max(1, lease * 6 / 10);
    }

    /** The partition is live again: nobody was watched meanwhile. */
    void restart() {
        late.clear();
        isBeating = false;
        lastAnswer = context.now();
        lastBeat = context.now() - beatTicks;
    }

    /** How long ago the last beat was sent that Redis has answered; before the first one, 0. */
    long nanosSinceBeat(long nanoTime) {
        return hasBeaten ? nanoTime - beatNanos : 0;
    }

    /**
     * Beats from time to time.
     *
     * @param isSure nothing that others had accepted is still to be appended again, as far as this host knows
     * @param hurries somebody waits to know
     */
    void beatIfDue(boolean isSure, boolean hurries) {
        if (isBeating || context.now() < lastBeat + (hurries ? HURRIED_TICKS : beatTicks)) {
            return;
        }
        isBeating = true;
        lastBeat = context.now();
        int opening = partition.opening();
        long sentNanos = context.nanoTime();
        long leaseMillis = context.config().lease().toMillis();
        partition.call(
                Functions.beat(partition.keys(), context.hid(), leaseMillis, isSure),
                ReplyReader::beaten,
                new Answer<>() {
                    @Override
                    public void answered(Beaten beaten) {
                        if (opening == partition.opening() && partition.isLive()) {
                            isBeating = false;
                            hasBeaten = true;
                            beatNanos = sentNanos;
                            seen(beaten);
                        }
                    }

                    @Override
                    public void failed(PortFailure why, String words) {
                        if (opening == partition.opening() && partition.isLive()) {
                            isBeating = false;
                            partition.hold(words);
                        }
                    }
                });
    }

    private void seen(Beaten beaten) {
        if (!beaten.registered()) {
            partition.fenced();
            return;
        }
        if (context.now() - lastAnswer > 3 * beatTicks) {
            late.clear();
        }
        lastAnswer = context.now();
        late.keySet().retainAll(beaten.late().keySet());
        beaten.late().forEach(this::watch);
        partition.seenByBeat(beaten);
    }

    private void watch(String hid, String beat) {
        if (hid.equals(context.hid())) {
            return;
        }
        Late known = late.get(hid);
        boolean isMarked = beat.equals(DEAD);
        if (known == null || !known.beat().equals(beat)) {
            late.put(hid, new Late(beat, context.now()));
        }
        if (isMarked || (known != null && known.beat().equals(beat) && context.now() - known.since() >= deadTicks)) {
            reaper.reap(hid, beat, gone -> reaped(hid, gone));
        }
    }

    private void reaped(String hid, boolean gone) {
        if (gone) {
            late.remove(hid);
            LOG.debug("host {} is gone from partition {}: its users have left", hid, partition.number());
        }
    }
}
