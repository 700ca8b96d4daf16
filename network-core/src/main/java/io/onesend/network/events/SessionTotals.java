package io.onesend.network.events;

/**
 * What went over a session.
 *
 * @param seconds that it lasted
 * @param packetsIn whole frames received
 * @param bytesIn of frames received, headers and delimiters included
 * @param packetsOut written
 * @param bytesOut written
 * @param bytesWaiting accepted by its send queue and not written when it ended
 */
public record SessionTotals(
        long seconds, long packetsIn, long bytesIn, long packetsOut, long bytesOut, long bytesWaiting) {}
