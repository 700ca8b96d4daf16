package io.onesend.network;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a session had counted at one moment, for an operator's eyes. It keeps its session, which may have ended since: drop it after
 * use.
 *
 * @param session whose numbers these are
 * @param since when the connection was accepted
 * @param lastRead when bytes last came, within a second
 * @param packetsIn whole frames received
 * @param bytesIn bytes of those frames
 * @param packetsOut packets written
 * @param bytesOut bytes written
 * @param queuedBytes accepted for sending and not written yet
 * @param behind how long its send queue has not been empty; zero: it is
 * @param readingStopped whether it is not read, because its packets wait for the logic thread or the server has no room
 */
public record SessionInfo(
        Session session,
        Instant since,
        Instant lastRead,
        long packetsIn,
        long bytesIn,
        long packetsOut,
        long bytesOut,
        long queuedBytes,
        Duration behind,
        boolean readingStopped) {

    /**
     * Checks that nothing is missing.
     *
     * @param session not null
     * @param since not null
     * @param lastRead not null
     * @param packetsIn whole frames
     * @param bytesIn bytes
     * @param packetsOut packets
     * @param bytesOut bytes
     * @param queuedBytes bytes
     * @param behind not null
     * @param readingStopped whether it is not read
     */
    public SessionInfo {
        Objects.requireNonNull(session);
        Objects.requireNonNull(since);
        Objects.requireNonNull(lastRead);
        Objects.requireNonNull(behind);
    }

    /** {@return the session's number} */
    public long id() {
        return session.id();
    }

    /** {@return the peer's address} */
    public SocketAddress remoteAddress() {
        return session.remoteAddress();
    }

    /** {@return how the session came in} */
    public Entrance entrance() {
        return session.entrance();
    }
}
