package io.onesend.network;

import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Endpoint}. What is not set is as the server's configuration says.
 *
 * @param <P> what the decoder makes of a frame
 */
public final class EndpointBuilder<P> extends EndpointParameters<EndpointBuilder<P>> {

    final PacketDecoder<? extends P> decoder;
    final SessionListener<P> listener;
    final List<Consumer<NetworkConfigBuilder>> changes = new ArrayList<>();

    @Nullable
    UnixDomainSocketAddress unixAddress;

    @Nullable
    Function<DisconnectReason, @Nullable EncodedPacket> refusalPacket;

    @Nullable
    AddressFilter addressFilter;

    @Nullable
    PacketTracer packetTracer;

    EndpointBuilder(PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        this.decoder = Objects.requireNonNull(decoder);
        this.listener = Objects.requireNonNull(listener);
    }

    @Override
    EndpointBuilder<P> set(Consumer<NetworkConfigBuilder> change) {
        changes.add(change);
        return this;
    }

    /**
     * Listens on a Unix domain socket, in place of a host and port. The start removes the file of a server that was killed, and
     * fails if a server listens there or the file is no socket; the end removes the file. The permissions of its folder decide
     * who may connect. maxSessionsPerAddress and keepAlive do not apply.
     *
     * @param address with a path; Linux takes up to 107 bytes, and the folder exists
     * @return this
     */
    public EndpointBuilder<P> unixAddress(UnixDomainSocketAddress address) {
        if (address.getPath().toString().isEmpty()) {
            throw new IllegalArgumentException("unixAddress has no path");
        }
        unixAddress = address;
        return this;
    }

    /**
     * Sends a last packet to each connection that is refused because of a session limit, or because the server stops. The peer
     * has two seconds to take it and to close. Of all refused connections of a server, 256 at a time are waited for; others are
     * closed at once, without the packet. A connection that is a WebSocket by then gets a close frame in its place.
     *
     * @param packets makes a packet for a reason, which the library closes, or returns null: none; called on an I/O thread, where
     *     it must not block
     * @return this
     */
    public EndpointBuilder<P> refusalPacket(Function<DisconnectReason, @Nullable EncodedPacket> packets) {
        refusalPacket = Objects.requireNonNull(packets);
        return this;
    }

    /**
     * Has each connection's address looked at before it takes a place of the session limits. Without a filter all are let in.
     *
     * @param filter asked on I/O threads, where it must not block
     * @return this
     */
    public EndpointBuilder<P> addressFilter(AddressFilter filter) {
        addressFilter = Objects.requireNonNull(filter);
        return this;
    }

    /**
     * Has the times of single packets taken.
     *
     * @param tracer asked when a session begins whether its packets are traced
     * @return this
     */
    public EndpointBuilder<P> packetTracer(PacketTracer tracer) {
        packetTracer = Objects.requireNonNull(tracer);
        return this;
    }

    /**
     * Makes the endpoint; the builder may be used further. The server's start checks how its parameters and the server's fit
     * together.
     *
     * @return an endpoint that nothing listens on yet
     */
    public Endpoint<P> build() {
        return new Endpoint<>(this);
    }
}
