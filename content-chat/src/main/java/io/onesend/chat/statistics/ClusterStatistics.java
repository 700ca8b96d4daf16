package io.onesend.chat.statistics;

import java.util.Map;

/**
 * What a host that shares its rooms with others has counted, at one moment; totals count from its start.
 *
 * @param partitions of the cluster
 * @param livePartitions those whose rooms are in order now; in the others, chat and enters wait for Redis
 * @param pendingEvents proposed and not sent yet
 * @param events proposed to Redis, by kind
 * @param refused requests refused by the cluster, by the name of their result in lower case
 * @param batches calls that carried events to Redis, those sent again included
 * @param batchEvents events in these
 * @param feedMessages heard from Redis
 * @param feedGaps times that a feed was not believed to be whole, by cause
 * @param reads streams of rooms read, by what they had
 * @param skippedEvents heard for rooms with nobody here
 * @param repeatedEvents heard a second time, and passed over, for Redis had lost them in between
 * @param repairedEvents accepted by Redis, lost by a failover, and sent again
 * @param lostAccepted accepted by Redis, and lost for good
 * @param roomGaps times that a room's users were closed because something may have been missed
 * @param fenced times that the other hosts had held this one for dead, or that Redis was empty
 * @param reapedUsers users of dead hosts that this one has let leave
 * @param movedUsers users of other hosts who have gone on here without leaving their rooms
 * @param resumes answers to clients that came back with a token, by the name of their result in lower case
 * @param linksUp Redis primaries that this host is connected to now
 * @param feedPendingBytes messages of feeds that have come and were not looked at yet
 * @param leaseLeftSeconds what is left of the lease since the last beat that got through; from the last fifth on the other hosts
 *     may hold this one for dead
 * @param claims user ids claimed for logins and resumes, by the name of the result in lower case
 */
public record ClusterStatistics(
        int partitions,
        int livePartitions,
        int pendingEvents,
        Map<String, Long> events,
        Map<String, Long> refused,
        long batches,
        long batchEvents,
        long feedMessages,
        Map<String, Long> feedGaps,
        Map<String, Long> reads,
        long skippedEvents,
        long repeatedEvents,
        long repairedEvents,
        long lostAccepted,
        long roomGaps,
        long fenced,
        long reapedUsers,
        long movedUsers,
        Map<String, Long> resumes,
        int linksUp,
        long feedPendingBytes,
        double leaseLeftSeconds,
        Map<String, Long> claims,
        Times times) {

    /**
     * How long Redis has taken.
     *
     * @param accept from a chat of a user here to its answer, as far as it was accepted
     * @param redis from a call with events to its answer
     * @param barrier from the question whether replicas have what was accepted until they had it
     */
    public record Times(Timing accept, Timing redis, Timing barrier) {}
}
