package io.onesend.network;

import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A port or Unix domain socket to listen on, with the decoder and listener of its sessions, and with limits of its own. What it
 * does not set is as the server's configuration says. The endpoints of one server share its I/O threads and the limits of all
 * sessions together.
 *
 * @param <P> what the decoder makes of a frame
 */
public final class Endpoint<P> {

    private final PacketDecoder<? extends P> decoder;
    private final SessionListener<P> listener;
    private final List<Consumer<NetworkConfigBuilder>> changes;
    private final @Nullable UnixDomainSocketAddress unixAddress;
    private final @Nullable Function<DisconnectReason, @Nullable EncodedPacket> refusalPacket;
    private final @Nullable AddressFilter addressFilter;
    private final @Nullable PacketTracer packetTracer;

    Endpoint(EndpointBuilder<P> from) {
        decoder = from.decoder;
        listener = from.listener;
        changes = List.copyOf(from.changes);
        unixAddress = from.unixAddress;
        refusalPacket = from.refusalPacket;
        addressFilter = from.addressFilter;
        packetTracer = from.packetTracer;
    }

    /**
     * Starts with nothing of its own but the decoder and the listener.
     *
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for its sessions, on the threads that the server's {@link Logic} names
     * @param <P> what the decoder makes of a frame
     * @return a builder of its own for the caller
     */
    public static <P> EndpointBuilder<P> builder(PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return new EndpointBuilder<>(decoder, listener);
    }

    /**
     * An address and frames of its own, and the server's limits.
     *
     * @param host as {@link EndpointParameters#host}
     * @param port as {@link EndpointParameters#port}
     * @param frames as {@link EndpointParameters#frameFormat}
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for its sessions, on the threads that the server's {@link Logic} names
     * @param <P> what the decoder makes of a frame
     * @return an endpoint that nothing listens on yet
     * @throws IllegalArgumentException if the port is not 0 to 65535
     */
    public static <P> Endpoint<P> of(
            String host,
            int port,
            FrameFormat frames,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return builder(decoder, listener)
                .host(host)
                .port(port)
                .frameFormat(frames)
                .build();
    }

    /**
     * A Unix domain socket, frames of its own, and the server's limits.
     *
     * @param address as {@link EndpointBuilder#unixAddress}
     * @param frames as {@link EndpointParameters#frameFormat}
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for its sessions, on the threads that the server's {@link Logic} names
     * @param <P> what the decoder makes of a frame
     * @return an endpoint that nothing listens on yet
     * @throws IllegalArgumentException if the address has no path
     */
    public static <P> Endpoint<P> of(
            UnixDomainSocketAddress address,
            FrameFormat frames,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return builder(decoder, listener)
                .unixAddress(address)
                .frameFormat(frames)
                .build();
    }

    /**
     * The configuration of this endpoint's sessions: the server's, with what the endpoint has of its own.
     *
     * @param server of the server that listens on it
     * @return what holds here
     * @throws IllegalArgumentException if a parameter of the endpoint and one of the server do not fit together
     */
    public NetworkConfig configIn(NetworkConfig server) {
        NetworkConfigBuilder own = server.toBuilder();
        changes.forEach(change -> change.accept(own));
        return own.build();
    }

    /** {@return what makes a packet of each frame, on the I/O threads} */
    public PacketDecoder<? extends P> decoder() {
        return decoder;
    }

    /** {@return what is called for its sessions} */
    public SessionListener<P> listener() {
        return listener;
    }

    /**
     * The Unix domain socket to listen on.
     *
     * @return null: host and port count
     */
    public @Nullable UnixDomainSocketAddress unixAddress() {
        return unixAddress;
    }

    /**
     * What makes a packet for a refused connection.
     *
     * @return null: refused connections are closed without one
     */
    public @Nullable Function<DisconnectReason, @Nullable EncodedPacket> refusalPacket() {
        return refusalPacket;
    }

    /**
     * What decides by their addresses whether peers are let in.
     *
     * @return null: all are
     */
    public @Nullable AddressFilter addressFilter() {
        return addressFilter;
    }

    /**
     * What learns how long single packets take.
     *
     * @return null: no packet is traced
     */
    public @Nullable PacketTracer packetTracer() {
        return packetTracer;
    }
}
