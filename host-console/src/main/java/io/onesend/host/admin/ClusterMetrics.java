package io.onesend.host.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.onesend.chat.statistics.ClusterStatistics;
import java.util.function.IntSupplier;

/** The table of the metrics of a host that shares its rooms with others. */
final class ClusterMetrics {

    private ClusterMetrics() {}

    /** Registers the meters; returns what to run before each scrape. */
    static Runnable bind(MeterRegistry registry, Metrics.OfCluster cluster) {
        Gauge.builder("onesend.cluster.hosts", cluster.hosts(), IntSupplier::getAsInt)
                .description("hosts that share the rooms, this one among them")
                .strongReference(true)
                .register(registry);
        Readings<ClusterStatistics> table = new Readings<>(registry, cluster.statistics());
        table.gauge(
                "onesend.cluster.live.partitions",
                "partitions whose rooms are in order; in the others, chat and enters wait for Redis",
                ClusterStatistics::livePartitions);
        table.gauge("onesend.cluster.outbox.events", "events not sent to Redis yet", ClusterStatistics::pendingEvents);
        table.counter("onesend.cluster.batches", "calls with events, repeats included", ClusterStatistics::batches);
        table.counter("onesend.cluster.batch.events", "events in these calls", ClusterStatistics::batchEvents);
        table.counter("onesend.cluster.feed.messages", "messages of the feeds", ClusterStatistics::feedMessages);
        table.counter(
                "onesend.cluster.skipped.events",
                "events for rooms with nobody on this host",
                ClusterStatistics::skippedEvents);
        table.counter(
                "onesend.cluster.repeated.events",
                "events heard again after a failover, and passed over",
                ClusterStatistics::repeatedEvents);
        table.counter(
                "onesend.cluster.repaired.events",
                "accepted events that a failover lost, sent again",
                ClusterStatistics::repairedEvents);
        table.counter(
                "onesend.cluster.lost.accepted",
                "accepted events that a failover lost for good; alert on it",
                ClusterStatistics::lostAccepted);
        table.counter(
                "onesend.cluster.room.gaps",
                "rooms whose users were closed because events may have been missed; alert on it",
                ClusterStatistics::roomGaps);
        table.counter(
                "onesend.cluster.fenced",
                "times that others took this host for dead, or that Redis had lost it; alert on it",
                ClusterStatistics::fenced);
        table.counter(
                "onesend.cluster.reaped.users",
                "users of dead hosts that this host has let leave",
                ClusterStatistics::reapedUsers);
        table.counter(
                "onesend.cluster.moved.users",
                "users of other hosts who have gone on here, unseen",
                ClusterStatistics::movedUsers);
        bindLinks(table);
        return () -> {
            table.refresh();
            table.counters("onesend.cluster.events", "kind", "events proposed, by kind", ClusterStatistics::events);
            table.counters(
                    "onesend.cluster.refused",
                    "result",
                    "requests that the cluster refused",
                    ClusterStatistics::refused);
            table.counters(
                    "onesend.cluster.feed.gaps",
                    "cause",
                    "times that a feed was not certain to be complete",
                    ClusterStatistics::feedGaps);
            table.counters(
                    "onesend.cluster.resumes",
                    "result",
                    "answers to clients that came back with a token, by result",
                    ClusterStatistics::resumes);
            table.counters(
                    "onesend.cluster.reads", "result", "streams of rooms read to catch up", ClusterStatistics::reads);
            table.counters(
                    "onesend.cluster.claims",
                    "result",
                    "user ids claimed for logins and resumes",
                    ClusterStatistics::claims);
        };
    }

    private static void bindLinks(Readings<ClusterStatistics> table) {
        table.gauge(
                "onesend.cluster.links.up",
                "Redis primaries that this host is connected to",
                ClusterStatistics::linksUp);
        table.gauge(
                "onesend.cluster.feed.pending.bytes",
                "messages of the feeds that wait for this host",
                ClusterStatistics::feedPendingBytes);
        table.gauge(
                "onesend.cluster.lease.left.seconds",
                "time left of the lease since the last beat that got through;"
                        + " from the last fifth on other hosts may take this one for dead",
                ClusterStatistics::leaseLeftSeconds);
        table.times(
                "onesend.cluster.accept",
                "from a chat to its acceptance",
                now -> now.times().accept());
        table.times(
                "onesend.cluster.redis",
                "from a call with events to the answer of Redis",
                now -> now.times().redis());
        table.times(
                "onesend.cluster.barrier",
                "from the question whether a replica has what was accepted until it had it",
                now -> now.times().barrier());
    }
}
