package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sessions of a server, or of one of its endpoints, against two limits: of all, and of each address. An address without
 * sessions has no entry. Guarded by the lock of the {@link SessionRegistry}.
 */
final class SessionPlaces {

    private int most;
    private int mostPerAddress;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int count;
    private long admitted;
    private long refused;

    /** What has become of the connections so far. */
    record Counts(int open, long admitted, long refused) {}

    /** @param mostPerAddress 0: no limit, and addresses are not counted */
    SessionPlaces(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    static SessionPlaces unlimited() {
        return new SessionPlaces(Integer.MAX_VALUE, 0);
    }

    /** Those of an endpoint; where the server's own limit is as low, its addresses are not counted a second time. */
    static SessionPlaces ofEndpoint(NetworkConfig endpoint, NetworkConfig server) {
        return new SessionPlaces(endpoint.maxSessions(), ownPerAddress(endpoint, server));
    }

    private static int ownPerAddress(NetworkConfig endpoint, NetworkConfig server) {
        int own = endpoint.maxSessionsPerAddress();
        boolean lower = server.maxSessionsPerAddress() == 0 || own < server.maxSessionsPerAddress();
        return lower ? own : 0;
    }

    /**
     * Sets other limits; those who are there beyond them stay.
     *
     * @param present the addresses of all who are there and count for one
     */
    void limit(int newMost, int newMostPerAddress, List<InetAddress> present) {
        most = newMost;
        mostPerAddress = newMostPerAddress;
        perAddress.clear();
        if (mostPerAddress > 0) {
            present.forEach(address -> perAddress.merge(address, 1, Integer::sum));
        }
    }

    /** The same as of an endpoint of a server with this configuration. */
    void limit(NetworkConfig endpoint, NetworkConfig server, List<InetAddress> present) {
        limit(endpoint.maxSessions(), ownPerAddress(endpoint, server), present);
    }

    /** The reason not to let in one more from this address, or null; the address is null if it has no IP. */
    @Nullable
    DisconnectReason refusal(@Nullable InetAddress address) {
        return count >= most ? DisconnectReason.TOO_MANY_SESSIONS : refusalOf(address);
    }

    /** The same for a connection that is counted already, and is to count for this address. */
    @Nullable
    DisconnectReason refusalOf(@Nullable InetAddress address) {
        return counts(address) && perAddress.getOrDefault(address, 0) >= mostPerAddress
                ? DisconnectReason.TOO_MANY_SESSIONS_OF_ADDRESS
                : null;
    }

    void take(@Nullable InetAddress address) {
        count++;
        if (counts(address)) {
            perAddress.merge(address, 1, Integer::sum);
        }
    }

    /** A connection that has a place has become a session. */
    void admit() {
        admitted++;
    }

    void giveBack(@Nullable InetAddress address) {
        count--;
        if (counts(address)) {
            perAddress.computeIfPresent(address, (key, held) -> held == 1 ? null : held - 1);
        }
    }

    void refuse() {
        refused++;
    }

    Counts counts() {
        return new Counts(count, admitted, refused);
    }

    /** The number of addresses with sessions; 0 without a limit for each. */
    int addresses() {
        return perAddress.size();
    }

    private boolean counts(@Nullable InetAddress address) {
        return mostPerAddress > 0 && address != null;
    }
}
