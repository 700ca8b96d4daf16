package io.onesend.network.events;

/**
 * The traffic of a session.
 *
 * @param seconds how long it lasted
 * @param packetsIn whole frames received
 * @param bytesIn bytes of frames received, headers and delimiters included
 * @param packetsOut packets written
 * @param bytesOut bytes written
 * @param bytesWaiting bytes accepted by its send queue and not written when it ended
 */
public record SessionTotals(
        long seconds, long packetsIn, long bytesIn, long packetsOut, long bytesOut, long bytesWaiting) {}
