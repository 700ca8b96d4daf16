package io.onesend.host.admin;

/**
 * The host at one moment, as its metrics show it.
 *
 * @param ready whether a login would be served
 * @param logicWaitSeconds the longest wait of a task for the logic thread in the last ten seconds
 * @param sessionLimit as configured
 * @param queuedBytesLimit of all sessions together, as configured
 */
public record HostReading(
        boolean ready, boolean redisConnected, double logicWaitSeconds, long sessionLimit, long queuedBytesLimit) {}
