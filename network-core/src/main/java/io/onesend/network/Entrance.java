package io.onesend.network;

import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a session came in, or how a client's session came to its server. It does not change during a session's life.
 *
 * @param door through which
 * @param tls null: the connection is not encrypted
 * @param origin the page that a browser named in its request; null: it named none
 * @param proxy the address of the proxy's socket, if {@link Session#remoteAddress} is one that a proxy has told; else null
 */
public record Entrance(
        Door door,
        @Nullable Tls tls,
        @Nullable String origin,
        @Nullable SocketAddress proxy) {

    /**
     * What the handshake agreed on.
     *
     * @param version {@code TLSv1.3} or {@code TLSv1.2}
     * @param cipher the cipher suite, by its standard name
     * @param serverName the name that the client asked for; null: none
     * @param clientSubject the subject of the client's certificate; null: it showed none
     */
    public record Tls(
            String version,
            String cipher,
            @Nullable String serverName,
            @Nullable String clientSubject) {}

    /** Through the plain door, without TLS and without a proxy. Sessions of a client have it too, unless it has other settings. */
    public static final Entrance PLAIN = new Entrance(Door.PLAIN, null, null, null);

    /**
     * Checks the door.
     *
     * @param door not null
     * @param tls null: the connection is not encrypted
     * @param origin null: none
     * @param proxy null: none
     */
    public Entrance {
        Objects.requireNonNull(door);
    }

    /**
     * The same through another door.
     *
     * @param other in place of the one before
     * @return this one if nothing changes
     */
    public Entrance through(Door other) {
        return other == door ? this : new Entrance(other, tls, origin, proxy);
    }

    /**
     * The same with what a TLS handshake agreed on.
     *
     * @param agreed in place of what was before
     * @return a copy
     */
    public Entrance with(Tls agreed) {
        return new Entrance(door, agreed, origin, proxy);
    }

    /**
     * The same with the page that a browser named.
     *
     * @param page as it stands in the request
     * @return a copy
     */
    public Entrance from(String page) {
        return new Entrance(door, tls, page, proxy);
    }

    /**
     * The same for a session that came through a proxy.
     *
     * @param socket the address of the proxy's socket
     * @return a copy
     */
    public Entrance by(SocketAddress socket) {
        return new Entrance(door, tls, origin, socket);
    }
}
