package io.onesend.network;

import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its servers: what goes around its frames on every connection that it makes.
 *
 * @param tls null: nothing is encrypted
 * @param webSocket null: frames go over the connection as they are; else each is a message of a WebSocket
 */
public record ClientSettings(
        @Nullable ClientTls tls, @Nullable ClientWebSocket webSocket) {

    /** Frames alone, as a server's plain door takes them. */
    public static final ClientSettings PLAIN = new ClientSettings(null, null);

    /**
     * The same over a WebSocket.
     *
     * @param settings in place of those before
     * @return a copy
     */
    public ClientSettings withWebSocket(ClientWebSocket settings) {
        return new ClientSettings(tls, settings);
    }

    /**
     * The same with TLS; a WebSocket is then inside it.
     *
     * @param settings in place of those before
     * @return a copy
     */
    public ClientSettings withTls(ClientTls settings) {
        return new ClientSettings(settings, webSocket);
    }

    /** {@return whether a connection is a session as soon as it is made} */
    public boolean arePlain() {
        return tls == null && webSocket == null;
    }
}
