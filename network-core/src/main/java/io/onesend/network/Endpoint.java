package io.onesend.network;

import io.onesend.network.packet.PacketDecoder;
import java.util.Objects;

/**
 * A port to listen on, and what its sessions speak and to whom. The ports of one server share its I/O threads, byte ceilings
 * and session limits.
 *
 * @param port 0: any free port
 * @param <P> what the decoder makes of a frame
 */
public record Endpoint<P>(
        String host,
        int port,
        FrameFormat frameFormat,
        PacketDecoder<? extends P> decoder,
        SessionListener<P> listener) {

    public Endpoint {
        Objects.requireNonNull(host);
        Objects.requireNonNull(frameFormat);
        Objects.requireNonNull(decoder);
        Objects.requireNonNull(listener);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535");
        }
    }

    /** At the configured address, with the configured frames. */
    public static <P> Endpoint<P> of(
            NetworkConfig config, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return new Endpoint<>(config.host(), config.port(), config.frameFormat(), decoder, listener);
    }
}
