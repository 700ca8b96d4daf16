package io.onesend.network;

import java.net.SocketAddress;
import java.util.Map;

/**
 * The numbers of one endpoint of a server at one moment; totals count from the server's start.
 *
 * @param address listened on, with the real port
 * @param sessions open now, with the connections that are arriving
 * @param accepted sessions that reached onConnect
 * @param refused connections closed on arrival because of a session limit, the endpoint's or the server's, or because the peer
 *     had already reset them
 * @param disconnects ended sessions by the name of their {@link DisconnectReason}
 * @param packetsIn whole frames received
 * @param bytesIn bytes of frames received, headers and delimiters included
 * @param packetsOut packets written
 * @param bytesOut bytes written
 * @param writes writes made, each a batch of packets of one session
 */
public record EndpointStatistics(
        SocketAddress address,
        int sessions,
        long accepted,
        long refused,
        Map<String, Long> disconnects,
        long packetsIn,
        long bytesIn,
        long packetsOut,
        long bytesOut,
        long writes) {}
