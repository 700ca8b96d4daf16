package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadStatus;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.ClusterStatistics.Times;
import io.onesend.network.logic.AnyThread;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a host counts of its cluster: on the logic thread, read on any. */
@AnyThread
final class ClusterCounters {

    private static final double NANOS_A_SECOND = 1e9;

    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder said = new LongAdder();
    private final LongAdder moved = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> gaps = counters(GapCause.values());
    private final Map<String, LongAdder> reads = counters(ReadStatus.values());
    private final Map<String, LongAdder> resumes = new ConcurrentHashMap<>();
    private final LongAdder movedUsers = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchEvents = new LongAdder();
    private final LongAdder feedMessages = new LongAdder();
    private final LongAdder skippedEvents = new LongAdder();
    private final LongAdder repeatedEvents = new LongAdder();
    private final LongAdder repairedEvents = new LongAdder();
    private final LongAdder lostAccepted = new LongAdder();
    private final LongAdder roomGaps = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final LongAdder reapedUsers = new LongAdder();
    private final Map<String, LongAdder> claims = new ConcurrentHashMap<>();
    private final TimeCounter accept = new TimeCounter();
    private final TimeCounter redis = new TimeCounter();
    private final TimeCounter barrier = new TimeCounter();
    private volatile Now now = new Now(0, 0, 0, 0, 0);

    /**
     * What is not counted, but is so at the moment.
     *
     * @param beatNanos when the beat was sent from which on the lease runs: the oldest of the partitions' last ones
     */
    record Now(int livePartitions, int pendingEvents, int linksUp, long feedPendingBytes, long beatNanos) {}

    private static Map<String, LongAdder> counters(Enum<?>[] names) {
        Map<String, LongAdder> counters = new ConcurrentHashMap<>();
        for (Enum<?> name : names) {
            counters.put(name.name().toLowerCase(Locale.ROOT), new LongAdder());
        }
        return counters;
    }

    void proposed(RoomEvent event) {
        if (event instanceof RoomEvent.Said) {
            said.increment();
        } else if (event instanceof RoomEvent.Entered) {
            entered.increment();
        } else if (event instanceof RoomEvent.Left) {
            left.increment();
        } else {
            moved.increment();
        }
    }

    void refused(ResultCode why) {
        count(refused, why.name());
    }

    /** A user who came back with a token was answered. */
    void resumed(ResultCode result) {
        count(resumes, result.name());
    }

    /** A user of another host goes on here. */
    void movedHere() {
        movedUsers.increment();
    }

    void gap(GapCause cause) {
        count(gaps, cause.name());
    }

    void read(ReadStatus status) {
        count(reads, status.name());
    }

    private static void count(Map<String, LongAdder> counters, String name) {
        counters.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new LongAdder())
                .increment();
    }

    void batch(int size) {
        batches.increment();
        batchEvents.add(size);
    }

    void feedMessage() {
        feedMessages.increment();
    }

    void skipped() {
        skippedEvents.increment();
    }

    /** An event came a second time, for Redis had lost it in between. */
    void repeated() {
        repeatedEvents.increment();
    }

    void repaired(long more) {
        repairedEvents.add(more);
    }

    void lostAccepted(long more) {
        lostAccepted.add(more);
    }

    void roomGap() {
        roomGaps.increment();
    }

    void fenced() {
        fenced.increment();
    }

    void reaped(int users) {
        reapedUsers.add(users);
    }

    void claim(ResultCode result) {
        count(claims, result.name());
    }

    /** A chat was accepted. */
    void acceptTook(long nanos) {
        accept.add(nanos);
    }

    /** Redis has answered a batch. */
    void redisTook(long nanos) {
        redis.add(nanos);
    }

    /** Replicas have what they were asked for. */
    void barrierTook(long nanos) {
        barrier.add(nanos);
    }

    void now(Now moment) {
        now = moment;
    }

    /**
     * Reads all.
     *
     * @param leaseNanos from a beat to the end of its lease
     * @param nanoTime the present
     */
    ClusterStatistics read(int partitions, long leaseNanos, long nanoTime) {
        Now moment = now;
        long leaseLeft = Math.max(0, leaseNanos - (nanoTime - moment.beatNanos()));
        return new ClusterStatistics(
                partitions,
                moment.livePartitions(),
                moment.pendingEvents(),
                Map.of("entered", entered.sum(), "left", left.sum(), "said", said.sum(), "moved", moved.sum()),
                sums(refused),
                batches.sum(),
                batchEvents.sum(),
                feedMessages.sum(),
                sums(gaps),
                sums(reads),
                skippedEvents.sum(),
                repeatedEvents.sum(),
                repairedEvents.sum(),
                lostAccepted.sum(),
                roomGaps.sum(),
                fenced.sum(),
                reapedUsers.sum(),
                movedUsers.sum(),
                sums(resumes),
                moment.linksUp(),
                moment.feedPendingBytes(),
                leaseLeft / NANOS_A_SECOND,
                sums(claims),
                new Times(accept.read(), redis.read(), barrier.read()));
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
