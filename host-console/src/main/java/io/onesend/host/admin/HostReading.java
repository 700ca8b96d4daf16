package io.onesend.host.admin;

import io.onesend.host.admin.AdminRequests.Answered;
import io.onesend.host.tracing.TraceCounts;
import java.util.Map;

/**
 * The host at one moment, as its metrics show it.
 *
 * @param ready whether a login would be served
 * @param logicWaitSeconds the longest wait of a task for the logic thread in the last ten seconds
 * @param sessionLimit as configured
 * @param queuedBytesLimit of all sessions together, as configured
 * @param adminRequests answers of the admin port since the start
 * @param reloads by how they ended, since the start
 * @param traces that were sent or lost, since the start
 */
public record HostReading(
        boolean ready,
        boolean redisConnected,
        double logicWaitSeconds,
        long sessionLimit,
        long queuedBytesLimit,
        Map<Answered, Long> adminRequests,
        Map<String, Long> reloads,
        TraceCounts traces) {

    public HostReading {
        adminRequests = Map.copyOf(adminRequests);
        reloads = Map.copyOf(reloads);
    }
}
