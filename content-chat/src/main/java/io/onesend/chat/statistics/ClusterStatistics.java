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
        long reapedUsers) {}
