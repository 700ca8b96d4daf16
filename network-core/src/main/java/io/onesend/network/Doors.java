package io.onesend.network;

import static io.onesend.network.ParameterRange.atLeast;
import static io.onesend.network.ParameterRange.zeroOrAtLeast;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a port lets in. With {@link #PLAIN} every connection is a session of the port's frames from the start, and no byte is
 * looked at. With several doors the first bytes of a connection decide, and there is no session before that: a peer that says
 * nothing has no onConnect. A protocol whose server speaks first therefore wants a port of its own, with the plain door alone.
 * If such a port is behind a proxy, the proxy sends its header first, and the session begins after the header.
 *
 * <p>The port looks only for the doors that it has. What looks like none of them is the plain door's, or is hung up on.
 *
 * @param open at least one
 * @param webSocket counts with {@link Door#WEBSOCKET}
 * @param tls whether connections are encrypted
 * @param proxy the proxies in front of the port
 * @param firstBytes how long a connection may take to send the bytes that tell its door; zero: as long as it likes
 * @param handshakeTimeout how long the handshakes of a door may take together, and how long a browser may take to receive a page
 * @param pages served at the door {@link Door#WEBSOCKET}
 */
public record Doors(
        Set<Door> open,
        WebSocketSettings webSocket,
        TlsSettings tls,
        ProxySettings proxy,
        Duration firstBytes,
        Duration handshakeTimeout,
        WebPages pages) {

    private static final Duration SHORTEST_TIME = Duration.ofMillis(1);

    /** The plain door alone, without TLS and without a proxy. */
    public static final Doors PLAIN = of(Door.PLAIN);

    /**
     * Checks the values.
     *
     * @param open at least one; copied
     * @param webSocket counts with {@link Door#WEBSOCKET}
     * @param tls whether connections are encrypted
     * @param proxy the proxies in front of the port
     * @param firstBytes zero, or a millisecond or more
     * @param handshakeTimeout a millisecond or more
     * @param pages empty without {@link Door#WEBSOCKET}
     * @throws IllegalArgumentException if no door is open, a time is out of its range, or pages cannot be reached
     */
    public Doors {
        if (open.isEmpty()) {
            throw new IllegalArgumentException("no door is open");
        }
        open = Collections.unmodifiableSet(EnumSet.copyOf(open));
        Objects.requireNonNull(webSocket);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(proxy);
        zeroOrAtLeast(SHORTEST_TIME, "firstBytes", firstBytes);
        atLeast(SHORTEST_TIME, "handshakeTimeout", handshakeTimeout);
        if (!pages.isEmpty() && !open.contains(Door.WEBSOCKET)) {
            throw new IllegalArgumentException("pages are served at the door WEBSOCKET, which is not open");
        }
        if (pages.pages().containsKey(webSocket.path())) {
            throw new IllegalArgumentException("there is a page at the path of the WebSocket: " + webSocket.path());
        }
    }

    /**
     * These doors, without TLS and without a proxy. First bytes have 30 seconds, and handshakes 10.
     *
     * @param open at least one
     * @return what such a port lets in
     */
    public static Doors of(Door... open) {
        return new Doors(
                Set.copyOf(Arrays.asList(open)),
                WebSocketSettings.DEFAULT,
                TlsSettings.NONE,
                ProxySettings.NONE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                WebPages.NONE);
    }

    /**
     * The same doors with other settings of the WebSocket.
     *
     * @param settings in place of those before
     * @return a copy
     */
    public Doors withWebSocket(WebSocketSettings settings) {
        return new Doors(open, settings, tls, proxy, firstBytes, handshakeTimeout, pages);
    }

    /**
     * The same doors with TLS in front of them.
     *
     * @param settings in place of those before
     * @return a copy
     */
    public Doors withTls(TlsSettings settings) {
        return new Doors(open, webSocket, settings, proxy, firstBytes, handshakeTimeout, pages);
    }

    /** {@return whether a client may begin with a TLS handshake} */
    public boolean haveTls() {
        return tls.mode() != TlsSettings.Mode.NONE;
    }

    /**
     * The same doors behind proxies.
     *
     * @param settings in place of those before
     * @return a copy
     */
    public Doors withProxy(ProxySettings settings) {
        return new Doors(open, webSocket, tls, settings, firstBytes, handshakeTimeout, pages);
    }

    /**
     * The same doors with another time for the first bytes.
     *
     * @param time zero: as long as a connection likes
     * @return a copy
     */
    public Doors withFirstBytes(Duration time) {
        return new Doors(open, webSocket, tls, proxy, time, handshakeTimeout, pages);
    }

    /**
     * The same doors with another time for handshakes.
     *
     * @param time a millisecond or more
     * @return a copy
     */
    public Doors withHandshakeTimeout(Duration time) {
        return new Doors(open, webSocket, tls, proxy, firstBytes, time, pages);
    }

    /**
     * The same doors with pages for browsers.
     *
     * @param served in place of those before
     * @return a copy
     */
    public Doors withPages(WebPages served) {
        return new Doors(open, webSocket, tls, proxy, firstBytes, handshakeTimeout, served);
    }

    /**
     * Whether a door is open.
     *
     * @param door one of them
     * @return false: who comes to it is hung up on
     */
    public boolean has(Door door) {
        return open.contains(door);
    }

    /** {@return whether a connection is a session from the start, because there is nothing to be told apart} */
    public boolean arePlainAlone() {
        return open.equals(PLAIN.open) && !haveTls() && proxy.trusted().isEmpty();
    }
}
