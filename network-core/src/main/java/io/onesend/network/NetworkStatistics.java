package io.onesend.network;

import java.util.Map;

/**
 * The numbers of a server or client at one moment; totals count from its start.
 *
 * @param sessions open now
 * @param accepted sessions that reached onConnect
 * @param refused connections closed on arrival because of a session limit, or because the peer had already reset them
 * @param disconnects ended sessions by the name of their {@link DisconnectReason}
 * @param packetsIn whole frames received
 * @param bytesIn bytes of frames received, headers and delimiters included
 * @param packetsOut packets written
 * @param bytesOut bytes written
 * @param writes writes made, each a batch of packets of one session
 * @param queuedBytes bytes accepted by send queues and not yet written
 * @param inboundBytes bytes received and not handled yet, and memory of frames that have begun, beyond 4 KiB of each session
 * @param droppedNewest packets refused at a byte limit, their session living on
 * @param droppedOldest packets dropped for newer ones
 * @param replaced packets replaced by a newer one of the same key
 * @param logicTasks tasks waiting for the logic threads, each a session's turn or a task of the application
 */
public record NetworkStatistics(
        int sessions,
        long accepted,
        long refused,
        Map<String, Long> disconnects,
        long packetsIn,
        long bytesIn,
        long packetsOut,
        long bytesOut,
        long writes,
        long queuedBytes,
        long inboundBytes,
        long droppedNewest,
        long droppedOldest,
        long replaced,
        long logicTasks) {}
