package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.NettyClient;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Opens connections, with the same {@link Session} and {@link SessionListener} as a server. */
public final class NetworkClient implements AutoCloseable {

    private final NettyClient client;

    private NetworkClient(NettyClient client) {
        this.client = client;
    }

    /**
     * Starts a client whose callbacks all run on one loop.
     *
     * @param config a client reads the parts that {@link NetworkConfig} lists
     * @param loop the caller closes it, after the client
     * @return a client without connections, to be closed
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static NetworkClient start(NetworkConfig config, LogicLoop loop) {
        return start(config, Logic.on(loop));
    }

    /**
     * Starts a client whose callbacks run on the threads that {@code logic} names.
     *
     * @param config a client reads the parts that {@link NetworkConfig} lists
     * @param logic the caller closes its loops, after the client
     * @return a client without connections, to be closed
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static NetworkClient start(NetworkConfig config, Logic logic) {
        return start(config, logic, ClientSettings.PLAIN);
    }

    /**
     * Starts a client that reaches its servers as the settings say: over a WebSocket, for instance. The time-out of a connection
     * covers its handshakes; without a time-out they have ten seconds. Why a server has not agreed to one stands in the error.
     *
     * @param config a client reads the parts that {@link NetworkConfig} lists
     * @param logic the caller closes its loops, after the client
     * @param settings for every connection of this client
     * @return a client without connections, to be closed
     * @throws NetworkException if the configured transport does not work here, Netty's jars do not fit, or one is missing
     */
    public static NetworkClient start(NetworkConfig config, Logic logic, ClientSettings settings) {
        return new NetworkClient(NettyClient.start(config, logic, settings));
    }

    /**
     * Connects. The stage completes on an I/O thread: with a session, whose onConnect is due or done, or exceptionally with the
     * connection's error. The listener is called only for a session that connected. If this client is closed, the stage fails
     * at once, on the calling thread.
     *
     * @param address where to; an unresolved name is looked up first, on a thread that nothing else waits for
     * @param timeout how long the attempt may take, the look-up included, in whole milliseconds; zero: as long as the operating
     *     system tries
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for the session
     * @param <P> what the decoder makes of a frame
     * @return fails with a {@link NetworkException} that names the address
     */
    public <P> CompletionStage<Session> connect(
            InetSocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connect(address, null, timeout, decoder, listener);
    }

    /**
     * Connects to a Unix domain socket, as {@link #connect(InetSocketAddress, Duration, PacketDecoder, SessionListener)} does to
     * a port.
     *
     * @param address where to
     * @param timeout how long the attempt may take, in whole milliseconds; zero: as long as the operating system tries
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for the session
     * @param <P> what the decoder makes of a frame
     * @return fails with a {@link NetworkException} that names the path
     */
    public <P> CompletionStage<Session> connect(
            UnixDomainSocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connect(address, null, timeout, decoder, listener);
    }

    /**
     * Connects from a local address that the caller chooses: one address has only some 28,000 ports to connect from.
     *
     * @param address where to; an unresolved name is looked up first, on a thread that nothing else waits for
     * @param from a local address; its port is usually 0: any free port
     * @param timeout how long the attempt may take, the look-up included, in whole milliseconds; zero: as long as the operating
     *     system tries
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for the session
     * @param <P> what the decoder makes of a frame
     * @return fails with a {@link NetworkException} that names the address
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
     * Connects on the I/O thread of another session, for two sessions of which one sends what the other receives, as {@link Pipe}
     * has them: no byte then changes threads on its way. With {@link Logic#inline} both have the same {@link Session#logicLoop}.
     *
     * <p>The new session is one of this client in all but its thread: that ends with the server or client of the other session.
     * So close this client before that one; what is left then is cut off. If the other session has another transport, the new one
     * is on a thread of this client.
     *
     * @param near a session of a server, or of this or another client
     * @param address where to; an unresolved name is looked up first, on a thread that nothing else waits for
     * @param timeout as for {@link #connect(InetSocketAddress, Duration, PacketDecoder, SessionListener)}
     * @param decoder makes a packet of each frame, on the I/O thread
     * @param listener called for the session
     * @param <P> what the decoder makes of a frame
     * @return fails with a {@link NetworkException} that names the address
     * @throws IllegalArgumentException if the other is not a session of this library
     */
    public <P> CompletionStage<Session> connectBeside(
            Session near,
            InetSocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connectBeside(near, address, timeout, decoder, listener);
    }

    /**
     * Connects to a Unix domain socket on the I/O thread of another session, as
     * {@link #connectBeside(Session, InetSocketAddress, Duration, PacketDecoder, SessionListener)} does to a port.
     *
     * @param near a session of a server, or of this or another client
     * @param address where to
     * @param timeout how long the attempt may take, in whole milliseconds; zero: as long as the operating system tries
     * @param decoder makes a packet of each frame, on the I/O thread
     * @param listener called for the session
     * @param <P> what the decoder makes of a frame
     * @return fails with a {@link NetworkException} that names the path
     * @throws IllegalArgumentException if the other is not a session of this library
     */
    public <P> CompletionStage<Session> connectBeside(
            Session near,
            UnixDomainSocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.connectBeside(near, address, timeout, decoder, listener);
    }

    /**
     * Connects, and reconnects whenever an attempt fails or the session ends for any reason, until the returned connection or
     * this client is closed.
     *
     * @param address where to; an unresolved name is looked up for each attempt, on a thread that nothing else waits for
     * @param timeout of each attempt, the look-up included, in whole milliseconds; zero: as long as the operating system tries
     * @param backoff how long to wait between two attempts
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for each session, one after the other
     * @param <P> what the decoder makes of a frame
     * @return has no session at first; the caller closes it, or this client's close does
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
     * Connects and reconnects to a Unix domain socket, as
     * {@link #keepConnected(InetSocketAddress, Duration, Backoff, PacketDecoder, SessionListener)} does to a port.
     *
     * @param address where to
     * @param timeout of each attempt, in whole milliseconds; zero: as long as the operating system tries
     * @param backoff how long to wait between two attempts
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for each session, one after the other
     * @param <P> what the decoder makes of a frame
     * @return has no session at first; the caller closes it, or this client's close does
     * @throws IllegalStateException if this client is closed
     */
    public <P> KeptConnection keepConnected(
            UnixDomainSocketAddress address,
            Duration timeout,
            Backoff backoff,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return client.keepConnected(address, timeout, backoff, decoder, listener);
    }

    /**
     * The loop that callbacks run on, for tasks before there is a session; the first one if there are several. With
     * {@link Logic#inline} it is the first I/O thread's, and ends with this client.
     *
     * @return the loop for the application's tasks that belong to no session
     */
    public LogicLoop logicLoop() {
        return client.logicLoop();
    }

    /**
     * Lists the sessions from before their onConnect until their onDisconnect has run, on any thread, those of
     * {@link #keepConnected} too. It copies a reference for each session, and no session begins or ends meanwhile: call it for a
     * console, not for every packet.
     *
     * @return an immutable copy, oldest first; empty after the close
     */
    public List<Session> sessions() {
        return client.sessions();
    }

    /**
     * Adds up the client's numbers, on any thread, also after the close. Attempts that failed are not counted, and
     * {@link NetworkStatistics#refused} is 0 but for peers that were gone at once.
     *
     * @return immutable
     */
    public NetworkStatistics statistics() {
        return client.statistics();
    }

    /**
     * Closes every session in order and ends the I/O threads; attempts to connect that are under way fail. Idempotent.
     *
     * @throws IllegalStateException if called in a callback, on a logic or I/O thread; nothing is closed then
     */
    @Override
    public void close() {
        client.close();
    }
}
