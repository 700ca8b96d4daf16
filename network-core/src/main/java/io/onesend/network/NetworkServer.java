package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.NettyServer;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Listens on one or more ports and holds their sessions. Any number of servers may live in one JVM, one after another or at
 * once; two share a thread only if they were given the same {@link LogicLoop}.
 */
public final class NetworkServer implements AutoCloseable {

    private final NettyServer server;

    private NetworkServer(NettyServer server) {
        this.server = server;
    }

    /**
     * Binds and starts accepting, with all callbacks on one loop.
     *
     * @param config the address, frame format and limits
     * @param loop the caller closes it, after the server
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for every session
     * @param <P> what the decoder makes of a frame
     * @return a server that accepts connections, to be closed
     * @throws BindFailedException if the address cannot be listened on
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static <P> NetworkServer start(
            NetworkConfig config, LogicLoop loop, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return start(config, Logic.on(loop), decoder, listener);
    }

    /**
     * Binds and starts accepting, with callbacks on the threads that {@code logic} names.
     *
     * @param config the address, frame format and limits
     * @param logic the caller closes its loops, after the server
     * @param decoder makes a packet of each frame, on the I/O threads
     * @param listener called for every session
     * @param <P> what the decoder makes of a frame
     * @return a server that accepts connections, to be closed
     * @throws BindFailedException if the address cannot be listened on
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     */
    public static <P> NetworkServer start(
            NetworkConfig config, Logic logic, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return start(config, logic, List.of(Endpoint.builder(decoder, listener).build()));
    }

    /**
     * Listens on several ports, each with its own decoder and listener, and with the parameters that it sets.
     *
     * @param config what the ports share, and what holds for a port that does not set it
     * @param logic the caller closes its loops, after the server
     * @param endpoints at least one
     * @return a server that accepts connections on all of them, to be closed
     * @throws BindFailedException if one of them cannot be listened on; no port is open then
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     * @throws IllegalArgumentException if there are no endpoints, or parameters of one do not fit to those of the server; nothing
     *     is started then
     */
    public static NetworkServer start(NetworkConfig config, Logic logic, List<Endpoint<?>> endpoints) {
        return new NetworkServer(NettyServer.start(config, logic, endpoints, null));
    }

    /**
     * The same with certificates that were read before, by {@link #readCertificates}. Whatever has changed in their files since then is
     * noticed at the first look at them, which comes also if no port has those settings, for the other servers of the program that have
     * the certificate.
     *
     * @param config what the ports share, and what holds for a port that does not set it
     * @param logic the caller closes its loops, after the server
     * @param endpoints at least one
     * @param certificates of each port whose TLS settings are those; other ports read their own
     * @return a server that accepts connections on all of them, to be closed
     * @throws BindFailedException if one of them cannot be listened on; no port is open then
     * @throws NetworkException if the configured transport does not work here, or Netty's jars do not fit
     * @throws IllegalArgumentException if there are no endpoints, or parameters of one do not fit to those of the server; nothing
     *     is started then
     */
    public static NetworkServer start(
            NetworkConfig config, Logic logic, List<Endpoint<?>> endpoints, ServerCertificates certificates) {
        return new NetworkServer(NettyServer.start(config, logic, endpoints, certificates));
    }

    /**
     * Finds the transport that {@link Transport#AUTO} stands for. A start does this first; a program may do it earlier, beside
     * other work. Transports are tried once in a JVM; later starts of servers and clients try nothing.
     *
     * @param wanted AUTO, or any other, which is only checked for being available
     * @return the transport to use here; never {@link Transport#AUTO}
     * @throws NetworkException if none works here, the one wanted is not available, or Netty's jars do not fit
     */
    public static Transport proveTransport(Transport wanted) {
        return NettyServer.proveTransport(wanted);
    }

    /**
     * Tries a transport as {@link #proveTransport} does for {@link Transport#AUTO}: for a program that tells its user what works
     * here. Takes a second at most where it works, and ten seconds for each step that hangs.
     *
     * @param transport any but AUTO
     * @return why it does not work here; empty if it works
     * @throws NetworkException if Netty's jars do not fit, or the calling thread is interrupted
     */
    public static Optional<String> tryTransport(Transport transport) {
        return NettyServer.tryTransport(transport);
    }

    /**
     * The first internet address listened on.
     *
     * @return with the real port
     * @throws IllegalStateException if the server listens on Unix domain sockets alone
     */
    public InetSocketAddress address() {
        return server.addresses().stream()
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server listens on no port"));
    }

    /**
     * Every address listened on.
     *
     * @return in the order of the endpoints: an {@link InetSocketAddress} with the real port, or a
     *     {@link java.net.UnixDomainSocketAddress}
     */
    public List<SocketAddress> addresses() {
        return server.addresses();
    }

    /**
     * The port of the first internet address, the real one if any free one was asked for.
     *
     * @return 1 to 65535
     * @throws IllegalStateException if the server listens on Unix domain sockets alone
     */
    public int port() {
        return address().getPort();
    }

    /** {@return the transport in use; never {@link Transport#AUTO}} */
    public Transport transport() {
        return server.transport();
    }

    /**
     * Reads certificates and keys as a start does, on the calling thread: for a program that tells its user what is wrong with them in
     * its own words, before it starts a server with them.
     *
     * @param settings of a port, with at least one certificate, whatever its mode
     * @return what a start takes in place of the files
     * @throws NetworkException that says what is wrong; it begins with the file and a colon, if it is about one file
     * @throws IllegalArgumentException if the settings have no certificate
     */
    public static ServerCertificates readCertificates(TlsSettings settings) {
        return NettyServer.readCertificates(settings);
    }

    /**
     * Reads the certificates and keys of all ports with TLS again, on the calling thread. New connections get what was read. The
     * server also looks by itself whether the files have changed, as often as {@link TlsSettings#check} says.
     *
     * @throws NetworkException that says which file does not fit; that port goes on with what it has
     */
    public void reloadCertificates() {
        server.reloadCertificates();
    }

    /**
     * Takes other parameters while the server runs, on any thread. The limits on the number of sessions, the times after which
     * a silent session or a write that stands still is ended, and that after which a blocked logic loop is reported hold at once; sessions that are there beyond a limit stay. What else
     * concerns single sessions, such as the longest frame, inbound marks and rates, the queue of one session, and what its port lets
     * in, holds for connections that are accepted later. The rest stays: addresses, threads, transport, keep-alive, totals.
     *
     * @param next in place of the configuration that the server was started with; ports keep the parameters of their own
     * @throws NetworkException if a file of TLS that is named now does not fit; then nothing has changed
     * @throws IllegalArgumentException if parameters do not fit together, or would change a port's frame format, or its TLS beyond the
     *     names of files, or let in
     *     frames for which the total of received bytes at the start has no room; then nothing has changed
     */
    public void reconfigure(NetworkConfig next) {
        server.reconfigure(next, null);
    }

    /**
     * The same with certificates that were read before, by {@link #readCertificates}, so that nobody reads their files twice. Each port
     * with those TLS settings takes them, also if its settings stay as they are. Another server of the program, with an {@link
     * ServerCertificates#sslContext} of those given before, takes the first of them.
     *
     * @param next in place of the configuration that the server was started with; ports keep the parameters of their own
     * @param certificates of each port whose TLS settings are those; other ports read their files if they name others now
     * @throws NetworkException if a file of TLS that another port names now does not fit; then nothing has changed
     * @throws IllegalArgumentException as {@link #reconfigure(NetworkConfig)}; then nothing has changed
     */
    public void reconfigure(NetworkConfig next, ServerCertificates certificates) {
        server.reconfigure(next, certificates);
    }

    /**
     * Lists the sessions from before their onConnect until their onDisconnect has run, on any thread. It copies a reference for
     * each session, and no session begins or ends meanwhile: call it for a console or a shutdown, not for every packet.
     *
     * @return an immutable copy, oldest first; empty after the close
     */
    public List<Session> sessions() {
        return server.sessions();
    }

    /**
     * Lists sessions with what they have counted, for a console or an admin page. The numbers are at most a second old. The first call
     * has them made, and waits for each I/O thread, a second at the most: call it on a thread that may wait. While it is called again
     * within ten seconds, each I/O thread makes them anew once a second. When nobody calls it, a session pays nothing for it.
     *
     * @param query which sessions, and in what order
     * @return a page of them; without the sessions of an I/O thread that did not answer in time
     * @throws IllegalStateException if called on a logic or I/O thread of this server
     */
    public SessionPage sessions(SessionQuery query) {
        return server.sessions(query);
    }

    /**
     * Finds a session by its number, with what it has counted by now. It waits for the session's I/O thread, a second at the most.
     *
     * @param id of {@link Session#id}
     * @return empty: there is none, or its I/O thread did not answer in time
     * @throws IllegalStateException if called on a logic or I/O thread of this server
     */
    public Optional<SessionInfo> session(long id) {
        return server.session(id);
    }

    /**
     * Tells which sessions were slow of late: the same write was outstanding for more than a second. Each I/O thread remembers the
     * hundred whose writes were outstanding for longest, for five minutes after. Any thread may ask, and nobody waits.
     *
     * @return those whose writes were outstanding for longest first
     */
    public List<SlowReceiver> slowReceivers() {
        return server.slowReceivers();
    }

    /**
     * Adds up the server's numbers, on any thread, also after the close. Not a snapshot of one instant: each number is correct,
     * but two may be moments apart.
     *
     * @return immutable
     */
    public NetworkStatistics statistics() {
        return server.statistics();
    }

    /**
     * Adds up the numbers of each endpoint, on any thread, also after the close. Those of {@link #statistics} are their sums, and
     * some that the endpoints share.
     *
     * @return immutable, in the order of the endpoints
     */
    public List<EndpointStatistics> statisticsByEndpoint() {
        return server.statisticsByEndpoint();
    }

    /**
     * Answers who asks for a WebSocket or a page with 503 and {@code Retry-After} from now on, and goes on listening: browsers and
     * balancers are sent elsewhere before the server stops. Sessions live on. A connection of plain frames still becomes a session,
     * because only a packet of the application's own can tell it to come back. Idempotent.
     */
    public void drain() {
        server.drain();
    }

    /** Ends {@link #drain}: WebSockets and pages are served again, unless {@link #stopAccepting} was called. Idempotent. */
    public void undrain() {
        server.undrain();
    }

    /** Accepts no new connections from now on; sessions live on. Idempotent. */
    public void stopAccepting() {
        server.stopAccepting();
    }

    /**
     * Stops in order and waits for it: accepts no new connections, closes every session with
     * {@link DisconnectReason#SERVER_STOPPING} after its queue has gone out (within the close time-out), delivers every
     * onDisconnect, and ends every thread of this server. Idempotent.
     *
     * @throws IllegalStateException if called in a callback, on a logic or I/O thread; nothing is closed then
     */
    @Override
    public void close() {
        server.close();
    }
}
