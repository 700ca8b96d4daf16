package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions: from acceptance until onDisconnect has been delivered. The session limits count this set itself, and the
 * arrivals that may become sessions, so no way of closing can leak a place. A lock guards both, because connections come and go
 * rarely compared with packets.
 */
@AnyThread
final class SessionRegistry {

    private final SessionPlaces all;

    private final SessionList sessions = new SessionList();

    private final Map<Arrival, SessionPlace> arrivals = new LinkedHashMap<>();
    private boolean ending;
    private boolean accepting = true;
    private volatile boolean draining;

    SessionRegistry(NetworkConfig config) {
        this(config.maxSessions(), config.maxSessionsPerAddress());
    }

    SessionRegistry(int maxSessions, int maxPerAddress) {
        this.all = new SessionPlaces(maxSessions, maxPerAddress);
    }

    /** Sets the limits of the whole server; those who are there beyond them stay. */
    synchronized void limit(NetworkConfig config) {
        all.limit(config.maxSessions(), config.maxSessionsPerAddress(), addressesOf(all));
    }

    /** Sets the limits of an endpoint. */
    synchronized void limit(SessionPlaces endpoint, NetworkConfig own, NetworkConfig server) {
        endpoint.limit(own, server, addressesOf(endpoint));
    }

    /** The address blocks that count, of those with a place among these. */
    @SuppressWarnings("ReferenceEquality") // The very places, of which there is one object.
    private List<InetAddress> addressesOf(SessionPlaces places) {
        List<InetAddress> present = new ArrayList<>();
        sessions.all().forEach(session -> {
            InetAddress address = countedOf(session);
            if (address != null && (places == all || session.context().places() == places)) {
                present.add(address);
            }
        });
        arrivals.values().forEach(place -> {
            InetAddress address = place.counted();
            if (address != null && (places == all || place.endpoint() == places)) {
                present.add(address);
            }
        });
        return present;
    }

    /** The address block that the session is counted for; null: none. */
    private static @Nullable InetAddress countedOf(NettySession session) {
        return session.addressIsCounted ? SessionAddressBlock.of(session.remoteAddress()) : null;
    }

    /**
     * Adds the session, or returns the reason for refusing it.
     *
     * @param endpoint the places of the session's endpoint
     */
    synchronized @Nullable DisconnectReason admit(NettySession session, SessionPlaces endpoint) {
        SessionPlace place = new SessionPlace(endpoint, SessionAddressBlock.of(session.remoteAddress()));
        DisconnectReason refusal = take(place);
        if (refusal == null) {
            add(session, place);
        }
        return refusal;
    }

    /** Gives a connection its place before it is a session, or returns the reason for refusing it. */
    synchronized @Nullable DisconnectReason arrive(Arrival arrival, SessionPlace place) {
        DisconnectReason refusal = take(place);
        if (refusal == null) {
            arrivals.put(arrival, place);
        }
        return refusal;
    }

    private @Nullable DisconnectReason take(SessionPlace place) {
        if (ending) {
            return DisconnectReason.SERVER_STOPPING;
        }
        DisconnectReason refusal = all.refusal(place.counted());
        if (refusal == null) {
            refusal = place.endpoint().refusal(place.counted());
        }
        if (refusal != null) {
            return refuse(refusal, place.endpoint());
        }
        all.take(place.counted());
        place.endpoint().take(place.counted());
        return null;
    }

    /**
     * Counts an arrival for the address that its proxy has told, or returns the reason for refusing it.
     *
     * @param address the block of it
     */
    synchronized @Nullable DisconnectReason countAs(Arrival arrival, @Nullable InetAddress address) {
        SessionPlace before = arrivals.get(arrival);
        if (before == null) {
            return DisconnectReason.GONE_ON_ARRIVAL;
        }
        DisconnectReason refusal = all.refusalOf(address);
        if (refusal == null) {
            refusal = before.endpoint().refusalOf(address);
        }
        if (refusal != null) {
            return refuse(refusal, before.endpoint());
        }
        giveBack(before);
        SessionPlace place = new SessionPlace(before.endpoint(), address);
        all.take(address);
        place.endpoint().take(address);
        arrivals.put(arrival, place);
        return null;
    }

    /** Makes a session of an arrival, which has its place from then on, or returns the reason for refusing it. */
    synchronized @Nullable DisconnectReason enter(Arrival arrival, NettySession session) {
        if (ending) {
            return DisconnectReason.SERVER_STOPPING;
        }
        SessionPlace place = arrivals.remove(arrival);
        if (place == null) {
            return DisconnectReason.GONE_ON_ARRIVAL;
        }
        add(session, place);
        return null;
    }

    private void add(NettySession session, SessionPlace place) {
        session.addressIsCounted = place.counted() != null;
        sessions.add(session);
        all.admit();
        place.endpoint().admit();
    }

    /** Frees the arrival's places, if it has them. */
    synchronized void leave(Arrival arrival) {
        SessionPlace place = arrivals.remove(arrival);
        if (place != null) {
            giveBack(place);
        }
    }

    private void giveBack(SessionPlace place) {
        all.giveBack(place.counted());
        place.endpoint().giveBack(place.counted());
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
            giveBack(new SessionPlace(endpoint, countedOf(session)));
        }
    }

    synchronized int count() {
        return sessions.size();
    }

    /** The connections that have a place and are no sessions yet; a copy. */
    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals.keySet());
    }

    synchronized int countArrivals() {
        return arrivals.size();
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

    /** Those who ask for a WebSocket or a page are told from now on to come back later. */
    synchronized void drain() {
        draining = true;
    }

    /** They are let in again, unless the server accepts nobody any more. */
    synchronized void undrain() {
        draining = !accepting;
    }

    /** Drains for good. */
    synchronized void stopAccepting() {
        accepting = false;
        drain();
    }

    boolean isDraining() {
        return draining;
    }

    /** Adds no more sessions, because a session added after all others were told to close would not be told. */
    synchronized void end() {
        ending = true;
    }

    /** A copy, oldest first. */
    synchronized List<NettySession> all() {
        return sessions.all();
    }
}
