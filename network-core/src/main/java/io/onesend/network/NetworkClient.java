package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.NettyClient;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Opens connections: the same {@link Session} and {@link SessionListener} as a server's, from the other side. */
public final class NetworkClient implements AutoCloseable {

    private final NettyClient client;

    private NetworkClient(NettyClient client) {
        this.client = client;
    }

    /** Starts the I/O threads. The loop stays the caller's, who closes it after the client. */
    public static NetworkClient start(NetworkConfig config, LogicLoop loop) {
        return start(config, Logic.on(loop));
    }

    /** As the other, with callbacks wherever {@code logic} says. */
    public static NetworkClient start(NetworkConfig config, Logic logic) {
        return new NetworkClient(NettyClient.start(config, logic));
    }

    /**
     * Connects. The stage completes on an I/O thread with a session whose onConnect is due or done, or exceptionally
     * with the connection's error; a listener is called only for a session that connected.
     */
    public <P> CompletionStage<Session> connect(
            InetSocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connect(address, null, timeout, decoder, listener);
    }

    /**
     * As the other, from an address of this machine's that the caller chooses: one address has no more than some 28,000 ports
     * to connect from.
     *
     * @param from its port is usually 0, any free one
     */
    public <P> CompletionStage<Session> connect(
            InetSocketAddress address,
            InetSocketAddress from,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connect(address, from, timeout, decoder, listener);
    }

    /**
     * Connects, and connects again whenever an attempt has failed or the session has ended, whoever ended it and why, until
     * the returned connection or this client is closed. Between two attempts it waits as the back-off says.
     *
     * @param timeout of each attempt
     * @throws IllegalStateException if this client is closed
     */
    public <P> KeptConnection keepConnected(
            InetSocketAddress address,
            Duration timeout,
            Backoff backoff,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.keepConnected(address, timeout, backoff, decoder, listener);
    }

    /**
     * The loop that callbacks run on, before there is a session to ask for its own; the first one if there are several. With
     * {@link Logic#inline} it is the first I/O thread's, and ends with this client.
     */
    public LogicLoop logicLoop() {
        return client.logicLoop();
    }

    /** Closes every session in order and ends the I/O threads. Idempotent. Must not be called on the logic thread. */
    @Override
    public void close() {
        client.close();
    }
}
