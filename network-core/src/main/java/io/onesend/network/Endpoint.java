package io.onesend.network;

import io.onesend.network.packet.PacketDecoder;
import java.util.Objects;

/**
 * A port to listen on, and what its sessions speak and to whom. The ports of one server share its I/O threads, byte ceilings
 * and session limits.
 *
 * @param host a name or address of this machine's; {@code 0.0.0.0}: all of IPv4, {@code ::}: IPv6 and IPv4
 * @param port 0: any free port
 * @param frameFormat where its streams are cut
 * @param decoder makes a packet of each frame, on the I/O threads
 * @param listener told of its sessions, where the server's {@link Logic} says
 * @param <P> what the decoder makes of a frame
 */
public record Endpoint<P>(
        String host,
        int port,
        FrameFormat frameFormat,
        PacketDecoder<? extends P> decoder,
        SessionListener<P> listener) {

    /**
     * Checks the port; whether it can be listened on shows when the server starts.
     *
     * @param host not looked up before the start
     * @param port 0 to 65535
     * @param frameFormat checked by itself
     * @param decoder shared by all sessions of the port
     * @param listener shared by all sessions of the port
     * @throws IllegalArgumentException if the port is not 0 to 65535
     */
    public Endpoint {
        Objects.requireNonNull(host);
        Objects.requireNonNull(frameFormat);
        Objects.requireNonNull(decoder);
        Objects.requireNonNull(listener);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535");
        }
    }

    /**
     * At the configured address, with the configured frames.
     *
     * @param config whose host, port and frameFormat are taken
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener told of its sessions, where the server's {@link Logic} says
     * @param <P> what the decoder makes of a frame
     * @return an endpoint that nothing listens on yet
     */
    public static <P> Endpoint<P> of(
            NetworkConfig config, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return new Endpoint<>(config.host(), config.port(), config.frameFormat(), decoder, listener);
    }
}
