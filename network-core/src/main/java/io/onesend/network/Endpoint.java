package io.onesend.network;

import io.onesend.network.packet.PacketDecoder;
import java.util.Objects;

/**
 * A port to listen on, with the frame format, decoder and listener of its sessions. The ports of one server share its I/O
 * threads, byte limits and session limits.
 *
 * @param host a name or address of this machine; {@code 0.0.0.0}: all of IPv4, {@code ::}: IPv6 and IPv4
 * @param port 0: any free port
 * @param frameFormat how its streams are cut into frames
 * @param decoder makes a packet of each frame, on the I/O threads
 * @param listener called for its sessions, on the threads that the server's {@link Logic} names
 * @param <P> what the decoder makes of a frame
 */
public record Endpoint<P>(
        String host,
        int port,
        FrameFormat frameFormat,
        PacketDecoder<? extends P> decoder,
        SessionListener<P> listener) {

    /**
     * Checks the port's range. The server's start fails if it cannot listen on the port.
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
     * @param config the host, port and frameFormat to use
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for its sessions, on the threads that the server's {@link Logic} names
     * @param <P> what the decoder makes of a frame
     * @return an endpoint that nothing listens on yet
     */
    public static <P> Endpoint<P> of(
            NetworkConfig config, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return new Endpoint<>(config.host(), config.port(), config.frameFormat(), decoder, listener);
    }
}
