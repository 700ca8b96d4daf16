package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions: from acceptance until onDisconnect has been delivered. The session limits count this set itself, so no way
 * of closing can leak a place. A lock guards the set, because sessions come and go rarely compared with packets.
 */
@AnyThread
final class SessionRegistry {

    private final SessionPlaces all;
    private final Set<NettySession> sessions = new LinkedHashSet<>();
    private boolean ending;

    SessionRegistry(NetworkConfig config) {
        this(config.maxSessions(), config.maxSessionsPerAddress());
    }

    SessionRegistry(int maxSessions, int maxPerAddress) {
        this.all = new SessionPlaces(maxSessions, maxPerAddress);
    }

    /**
     * Adds the session, or returns the reason for refusing it.
     *
     * @param endpoint the places of the session's endpoint
     */
    synchronized @Nullable DisconnectReason admit(NettySession session, SessionPlaces endpoint) {
        if (ending) {
            return DisconnectReason.SERVER_STOPPING;
        }
        InetAddress address = SessionAddressBlock.of(session.remoteAddress());
        DisconnectReason refusal = all.refusal(address);
        if (refusal == null) {
            refusal = endpoint.refusal(address);
        }
        if (refusal != null) {
            return refuse(refusal, endpoint);
        }
        sessions.add(session);
        all.take(address);
        endpoint.take(address);
        return null;
    }

    /** Counts a refused connection. */
    synchronized DisconnectReason refuse(DisconnectReason why, SessionPlaces endpoint) {
        all.refuse();
        endpoint.refuse();
        return why;
    }

    /** Frees the session's places, if it has them. */
    synchronized void remove(NettySession session, SessionPlaces endpoint) {
        if (sessions.remove(session)) {
            InetAddress address = SessionAddressBlock.of(session.remoteAddress());
            all.giveBack(address);
            endpoint.giveBack(address);
        }
    }

    synchronized int count() {
        return sessions.size();
    }

    /** The number of addresses with sessions; 0 without a limit for each. */
    synchronized int addresses() {
        return all.addresses();
    }

    /** The numbers of the whole server or client. */
    synchronized SessionPlaces.Counts counts() {
        return all.counts();
    }

    synchronized SessionPlaces.Counts countsOf(SessionPlaces endpoint) {
        return endpoint.counts();
    }

    /** Adds no more sessions, because a session added after all others were told to close would not be told. */
    synchronized void end() {
        ending = true;
    }

    /** A copy, oldest first. */
    synchronized List<NettySession> all() {
        return List.copyOf(sessions);
    }
}
