package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.NettyServer;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One or more listening ports and their sessions. Any number of servers may live in one JVM, one after another or at once; none shares
 * a thread with another unless they were given the same {@link LogicLoop}.
 */
public final class NetworkServer implements AutoCloseable {

    private final NettyServer server;

    private NetworkServer(NettyServer server) {
        this.server = server;
    }

    /**
     * Binds and starts accepting, with all callbacks on one loop.
     *
     * @param config where to listen, with which frames and limits
     * @param loop stays the caller's, who closes it after the server
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener told of every session
     * @param <P> what the decoder makes of a frame
     * @return a server that accepts, to be closed
     * @throws BindFailedException if the address cannot be listened on
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static <P> NetworkServer start(
            NetworkConfig config, LogicLoop loop, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return start(config, Logic.on(loop), decoder, listener);
    }

    /**
     * Binds and starts accepting, with callbacks wherever {@code logic} says.
     *
     * @param config where to listen, with which frames and limits
     * @param logic its loops stay the caller's, who closes them after the server
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener told of every session
     * @param <P> what the decoder makes of a frame
     * @return a server that accepts, to be closed
     * @throws BindFailedException if the address cannot be listened on
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static <P> NetworkServer start(
            NetworkConfig config, Logic logic, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return start(config, logic, List.of(Endpoint.of(config, decoder, listener)));
    }

    /**
     * Listens on several ports, of which each has its own frames, decoder and listener; the configuration's own host, port
     * and frameFormat are not used.
     *
     * @param config limits that the ports have together, transport and I/O threads
     * @param logic its loops stay the caller's, who closes them after the server
     * @param endpoints at least one
     * @return a server that accepts on all of them, to be closed
     * @throws BindFailedException if one of them cannot be listened on; then none is
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     * @throws IllegalArgumentException if there are no endpoints
     */
    public static NetworkServer start(NetworkConfig config, Logic logic, List<Endpoint<?>> endpoints) {
        return new NetworkServer(NettyServer.start(config, logic, endpoints));
    }

    /**
     * Does what a start does first, for a program that has something else to do meanwhile: finds the transport that
     * {@link Transport#AUTO} stands for. It is tried once in a JVM; the starts that follow, of servers and clients, try nothing.
     *
     * @param wanted AUTO, or any other, which is taken at its word if it is available
     * @return what to drive sockets with here; never {@link Transport#AUTO}
     * @throws NetworkException if none works here, the one wanted is not available, or Netty's jars do not fit
     */
    public static Transport proveTransport(Transport wanted) {
        return NettyServer.proveTransport(wanted);
    }

    /** {@return the first address listened on, with the real port} */
    public InetSocketAddress address() {
        return addresses().get(0);
    }

    /** {@return every address listened on, with its real port, in the order of the endpoints} */
    public List<InetSocketAddress> addresses() {
        return server.addresses();
    }

    /** {@return the port of the first address, the real one if any free one was asked for} */
    public int port() {
        return address().getPort();
    }

    /** {@return what drives the sockets; never {@link Transport#AUTO}} */
    public Transport transport() {
        return server.transport();
    }

    /**
     * Adds up the server's numbers, from any thread, also after it was closed. Not a snapshot of one instant: each number is
     * right for itself, and two may be moments apart.
     *
     * @return immutable
     */
    public NetworkStatistics statistics() {
        return server.statistics();
    }

    /** No new connections from now on; sessions live on. Idempotent. */
    public void stopAccepting() {
        server.stopAccepting();
    }

    /**
     * Stops in order and waits for it: no new connections, every session closed with
     * {@link DisconnectReason#SERVER_STOPPING} after its queue has gone out (within the close time-out), every
     * onDisconnect delivered, every thread of this server's ended. Idempotent.
     *
     * @throws IllegalStateException in a callback, on a logic or I/O thread; the server is as it was then
     */
    @Override
    public void close() {
        server.close();
    }
}
