package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions: from acceptance until onDisconnect has been delivered. The session limits count this set itself, so no way
 * of closing can leak a place. An address without sessions has no entry. A lock guards the set, because sessions come and go
 * rarely compared with packets.
 */
@AnyThread
final class SessionRegistry {

    private final int maxSessions;
    private final int maxPerAddress;
    private final Set<NettySession> sessions = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private long admitted;
    private long refused;
    private boolean ending;

    SessionRegistry(NetworkConfig config) {
        this(config.maxSessions(), config.maxSessionsPerAddress());
    }

    SessionRegistry(int maxSessions, int maxPerAddress) {
        this.maxSessions = maxSessions;
        this.maxPerAddress = maxPerAddress;
    }

    /** Adds the session, or returns the reason for refusing it. */
    synchronized @Nullable DisconnectReason admit(NettySession session) {
        if (ending) {
            return DisconnectReason.SERVER_STOPPING;
        }
        InetAddress address = SessionAddressBlock.of(session.remoteAddress());
        if (sessions.size() >= maxSessions) {
            return refuse(DisconnectReason.TOO_MANY_SESSIONS);
        }
        if (address != null && maxPerAddress > 0 && perAddress.getOrDefault(address, 0) >= maxPerAddress) {
            return refuse(DisconnectReason.TOO_MANY_SESSIONS_OF_ADDRESS);
        }
        if (sessions.add(session) && address != null) {
            perAddress.merge(address, 1, Integer::sum);
        }
        admitted++;
        return null;
    }

    /** Counts a refused connection. */
    synchronized DisconnectReason refuse(DisconnectReason why) {
        refused++;
        return why;
    }

    synchronized void remove(NettySession session) {
        InetAddress address = SessionAddressBlock.of(session.remoteAddress());
        if (sessions.remove(session) && address != null) {
            perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int count() {
        return sessions.size();
    }

    /** The number of addresses with sessions. */
    synchronized int addresses() {
        return perAddress.size();
    }

    synchronized long admitted() {
        return admitted;
    }

    synchronized long refused() {
        return refused;
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
