package io.onesend.network;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a server or client at one moment; totals count from its start.
 *
 * @param sessions open now, with the connections that are arriving
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
 * @param arriving connections open now that are no sessions yet, because their first bytes or handshakes are awaited; they have
 *     places of the session limits, and count among sessions
 * @param entered sessions that reached onConnect by how they came in
 * @param turnedAway connections hung up on before they were sessions, by the name of the reason
 * @param pages answers to browsers, and to others who asked for a page or in vain for a WebSocket, by their HTTP status
 * @param controlFrames received from the peers of WebSockets, by their kind: ping, pong, close
 * @param tls of handshakes and certificates
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
        long logicTasks,
        int arriving,
        Map<Way, Long> entered,
        Map<String, Long> turnedAway,
        Map<Integer, Long> pages,
        Map<String, Long> controlFrames,
        TlsStatistics tls) {

    /**
     * How sessions came in, as far as they are counted by it.
     *
     * @param door through which
     * @param tls the version of TLS; null: none
     */
    public record Way(Door door, @Nullable String tls) {

        /**
         * That of an entrance.
         *
         * @param entrance of a session
         * @return equal for all sessions that are counted together
         */
        public static Way of(Entrance entrance) {
            return new Way(
                    entrance.door(),
                    entrance.tls() == null ? null : entrance.tls().version());
        }

        // By hand: those of a record are made when they are first called, which would be in a server's first login.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Way way && door == way.door && Objects.equals(tls, way.tls);
        }

        @Override
        public int hashCode() {
            return 31 * door.hashCode() + Objects.hashCode(tls);
        }
    }
}
