package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SlowReceiver;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the slow receivers of one lane: the {@value #MOST} whose writes were outstanding for longest, until {@link #KEPT} after
 * they were slow. While no receiver is slow it does nothing.
 */
final class SendSlowReceivers {

    static final int MOST = 100;

    static final Duration KEPT = Duration.ofMinutes(5);

    /** One of them, by the lane's clock. */
    private static final class Entry {
        final NettySession session;
        long longest;
        long mostQueued;
        long lastSeen;
        boolean waiting;

        @Nullable
        DisconnectReason end;

        Entry(NettySession session) {
            this.session = session;
        }
    }

    private final SendLane lane;

    // Any thread.
    private volatile List<SlowReceiver> known = List.of();

    // I/O thread.
    private final Map<NettySession, Entry> entries = new HashMap<>();

    SendSlowReceivers(SendLane lane) {
        this.lane = lane;
    }

    /** Those of the last sweep. */
    @AnyThread
    List<SlowReceiver> known() {
        return known;
    }

    /** A sweep has found a receiver slow. */
    @IoThread
    void saw(NettySession session, long outstandingNanos, long queuedBytes) {
        assert lane.inEventLoop();
        Entry entry = entries.get(session);
        if (entry == null) {
            if (entries.size() >= MOST && !hasMadeRoomFor(outstandingNanos)) {
                return;
            }
            entry = new Entry(session);
            entries.put(session, entry);
        }
        entry.longest = Math.max(entry.longest, outstandingNanos);
        entry.mostQueued = Math.max(entry.mostQueued, queuedBytes);
        entry.lastSeen = lane.now();
        entry.waiting = true;
    }

    private boolean hasMadeRoomFor(long outstandingNanos) {
        Entry shortest = entries.values().stream()
                .min(Comparator.comparingLong(entry -> entry.longest))
                .orElseThrow();
        return shortest.longest < outstandingNanos && entries.remove(shortest.session, shortest);
    }

    /** A session has ended, slow or not. */
    @IoThread
    void ended(NettySession session, DisconnectReason why) {
        assert lane.inEventLoop();
        Entry entry = entries.isEmpty() ? null : entries.get(session);
        if (entry != null) {
            entry.end = why;
            entry.waiting = false;
        }
    }

    /** All receivers were looked at. */
    @IoThread
    void swept() {
        assert lane.inEventLoop();
        if (entries.isEmpty()) {
            return;
        }
        long now = lane.now();
        entries.values().removeIf(entry -> now - entry.lastSeen > KEPT.toNanos());
        SessionMoment moment = SessionMoment.of(lane);
        for (Entry entry : entries.values()) {
            entry.waiting &= entry.lastSeen == now;
        }
        known = entries.values().stream()
                .map(entry -> described(entry, moment.atLaneTime(entry.lastSeen)))
                .toList();
    }

    private static SlowReceiver described(Entry entry, Instant lastSeen) {
        return new SlowReceiver(
                entry.session, lastSeen, Duration.ofNanos(entry.longest), entry.mostQueued, entry.waiting, entry.end);
    }
}
