package io.onesend.network;

import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes an {@link Endpoint}. What is not set is as the server's configuration says.
 *
 * @param <P> what the decoder makes of a frame
 */
public final class EndpointBuilder<P> extends EndpointParameters<EndpointBuilder<P>> {

    private final PacketDecoder<? extends P> decoder;
    private final SessionListener<P> listener;
    private final List<Consumer<NetworkConfigBuilder>> changes = new ArrayList<>();

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
     * Makes the endpoint; the builder may be used further. The server's start checks how its parameters and the server's fit
     * together.
     *
     * @return an endpoint that nothing listens on yet
     */
    public Endpoint<P> build() {
        return new Endpoint<>(decoder, listener, changes);
    }
}
