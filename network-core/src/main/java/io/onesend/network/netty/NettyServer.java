package io.onesend.network.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.onesend.network.Door;
import io.onesend.network.Endpoint;
import io.onesend.network.EndpointStatistics;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.ServerCertificates;
import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionPage;
import io.onesend.network.SessionQuery;
import io.onesend.network.SlowReceiver;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsStatistics;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.door.TlsService;
import io.onesend.network.packet.PacketBuffers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server behind {@link io.onesend.network.NetworkServer}. */
public final class NettyServer {

    private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);

    /** Reads of one channel before the loop's others have their turn; Netty sets sixteen for all of these transports. */
    private static final RecvByteBufAllocator READ_SIZES = new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(16);

    /** Sessions still open after the close time-out are aborted; they have this much longer to be gone. */
    private static final Duration ABORT_TIME = Duration.ofSeconds(2);

    private final NetworkConfig config;
    private final Logic logic;
    private final TransportFactory transport;
    private final EventLoopGroup acceptor;
    private final EventLoops eventLoops;
    private final SessionRegistry live;
    private final AcceptedConnections connections;
    private final SendBudget budget;

    /** Null: no port has TLS. */
    private final @Nullable TlsService tls;

    private final LogicBlocks blocks;
    private final AtomicLong ids = new AtomicLong();

    private final List<Endpoint<?>> endpoints;

    /** One for each endpoint, as {@link #ports}; the sessions that begin later may have another. */
    private final List<SessionContext> contexts;

    private final SessionOverview overview;
    private final List<SessionInitializer> initializers = new ArrayList<>();

    private final List<AcceptPort> ports = new ArrayList<>();
    private boolean closed;

    private NettyServer(
            TransportFactory transport,
            NetworkConfig config,
            Logic logic,
            List<Endpoint<?>> endpoints,
            @Nullable ServerCertificates certificates) {
        this.config = config;
        this.logic = logic;
        this.endpoints = endpoints;
        this.transport = transport;
        this.live = new SessionRegistry(config);
        FileDescriptors files = FileDescriptors.look();
        this.budget = new SendBudget(config.send().maxTotalBytes());
        InboundBudget inboundBudget = new InboundBudget(config, longestFrame(endpoints));
        SharedContext shared = SharedContext.of(logic, live, budget, inboundBudget);
        // Before the first thread, because parameters that do not fit together are found here.
        this.contexts = endpoints.stream()
                .map(endpoint -> SessionContext.of(shared, config, endpoint))
                .toList();
        this.tls = TlsService.of(
                contexts.stream().map(context -> context.config().doors()).toList(), certificates);
        this.acceptor = EventLoops.newGroup(transport, 1, "net-accept-");
        this.eventLoops = createBeside(acceptor);
        this.connections = AcceptedConnections.within(files, eventLoops.channels());
        this.overview = new SessionOverview(eventLoops, shared);
        try {
            for (int i = 0; i < endpoints.size(); i++) {
                ports.add(open(endpoints.get(i), contexts.get(i)));
            }
        } catch (RuntimeException | Error failed) {
            stopAccepting();
            closeTls();
            EventLoops.stop(acceptor);
            eventLoops.stop();
            throw failed;
        }
        eventLoops.lanes().forEach(SendLane::start);
        if (tls != null) {
            tls.start();
        }
        this.blocks = new LogicBlocks(acceptor.next(), logicLoops());
        blocks.watch(config.blockedAfter());
        warnOfFewFiles(files);
        LOG.debug("accepting on {} by {}", addresses(), transport.kind().configName());
    }

    private EventLoops createBeside(EventLoopGroup other) {
        try {
            return EventLoops.create(transport, config.ioThreads());
        } catch (RuntimeException | Error failed) {
            EventLoops.stop(other);
            throw failed;
        }
    }

    private int longestFrame(List<Endpoint<?>> endpoints) {
        return endpoints.stream()
                .mapToInt(endpoint -> endpoint.configIn(config).maxFrameBytes())
                .max()
                .orElseThrow();
    }

    private AcceptPort open(Endpoint<?> endpoint, SessionContext context) {
        NetworkConfig own = context.config();
        context.sendLimits().warnOfLongerFrames(own.maxFrameBytes(), countedFraming(own));
        UnixDomainSocketAddress unix = endpoint.unixAddress();
        SocketAddress address = unix == null
                ? new InetSocketAddress(own.host(), own.port())
                : UnixSockets.toNetty(unix, transport.kind());
        return AcceptPort.open(bootstrap(context, address), acceptor.next(), address, connections);
    }

    /** A ring holds the headers of a WebSocket too; a queue holds packets alone. */
    private static Framing countedFraming(NetworkConfig own) {
        boolean countsHeaders = own.send().store() == Store.RING && own.doors().has(Door.WEBSOCKET);
        return countsHeaders ? Framing.of(own.doors().webSocket().messages()) : Framing.NONE;
    }

    private void warnOfFewFiles(FileDescriptors files) {
        if (connections.most() < config.maxSessions()) {
            LOG.warn(
                    "max-sessions is {}, but this process may have no more than {} files open, and has {}: only {} connections"
                            + " fit, and others wait; raise the limit (ulimit -n), or lower max-sessions",
                    config.maxSessions(),
                    files.limit(),
                    files.open(),
                    connections.most());
        }
    }

    private Collection<LogicLoop> logicLoops() {
        return logic.isInline()
                ? eventLoops.lanes().stream().map(SendLane::inlineLogic).toList()
                : logic.loops();
    }

    /**
     * As {@link io.onesend.network.NetworkServer#start}.
     *
     * @param certificates what was read before; null: nothing
     */
    public static NettyServer start(
            NetworkConfig config, Logic logic, List<Endpoint<?>> endpoints, @Nullable ServerCertificates certificates) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no endpoint to listen on");
        }
        NettyVersions.here().check();
        TransportFactory transport = TransportFactory.choose(config.transport());
        return new NettyServer(transport, config, logic, List.copyOf(endpoints), certificates);
    }

    /** Starts on this transport and ignores the configured one. */
    static NettyServer on(TransportFactory transport, NetworkConfig config, Logic logic, List<Endpoint<?>> endpoints) {
        return new NettyServer(transport, config, logic, endpoints, null);
    }

    private ServerBootstrap bootstrap(SessionContext context, SocketAddress address) {
        SessionInitializer initializer = SessionInitializer.ofPort(context, eventLoops, ids, tls);
        initializers.add(initializer);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, eventLoops.group())
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PacketBuffers.ALLOCATOR)
                // One for all connections, as it is made for; Netty would give each connection its own.
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READ_SIZES)
                .childHandler(initializer);
        if (!(address instanceof InetSocketAddress inet)) {
            return bootstrap.channelFactory(() -> UnixSockets.newServerChannel(transport.kind()));
        }
        boolean ipv4 = AcceptPort.isIpv4(inet);
        bootstrap.channelFactory(() -> transport.newServerChannel(ipv4)).option(ChannelOption.SO_REUSEADDR, true);
        TransportKeepAlive.of(transport.kind(), config.keepAlive()).setOnAccepted(bootstrap);
        return bootstrap;
    }

    /**
     * As {@link io.onesend.network.NetworkServer#reconfigure}.
     *
     * @param certificates null: none were read for this
     */
    public synchronized void reconfigure(NetworkConfig next, @Nullable ServerCertificates certificates) {
        new EndpointSettings(endpoints, contexts, initializers).change(next, certificates, live, tls);
        blocks.watch(next.blockedAfter());
    }

    /** As {@link io.onesend.network.NetworkServer#proveTransport}. */
    public static Transport proveTransport(Transport wanted) {
        NettyVersions.here().check();
        return TransportFactory.choose(wanted).kind();
    }

    /** As {@link io.onesend.network.NetworkServer#tryTransport}. */
    public static Optional<String> tryTransport(Transport transport) {
        NettyVersions.here().check();
        return TransportFactory.obstacleInTrial(transport);
    }

    /** As {@link io.onesend.network.NetworkServer#readCertificates}. */
    public static ServerCertificates readCertificates(TlsSettings settings) {
        return TlsService.read(settings);
    }

    public List<SocketAddress> addresses() {
        return ports.stream().map(AcceptPort::address).toList();
    }

    public Transport transport() {
        return transport.kind();
    }

    public List<Session> sessions() {
        return List.copyOf(live.all());
    }

    /** As {@link io.onesend.network.NetworkServer#sessions(SessionQuery)}. */
    public SessionPage sessions(SessionQuery query) {
        return SessionPage.of(overview.all(), query);
    }

    /** As {@link io.onesend.network.NetworkServer#session}. */
    public Optional<SessionInfo> session(long id) {
        return overview.one(id);
    }

    /** As {@link io.onesend.network.NetworkServer#slowReceivers}. */
    public List<SlowReceiver> slowReceivers() {
        return overview.slowReceivers();
    }

    public NetworkStatistics statistics() {
        return SessionStatistics.of(contexts, tls == null ? TlsStatistics.NONE : tls.statistics());
    }

    public List<EndpointStatistics> statisticsByEndpoint() {
        return IntStream.range(0, contexts.size())
                .mapToObj(i -> SessionStatistics.of(ports.get(i).address(), contexts.get(i)))
                .toList();
    }

    /** As {@link io.onesend.network.NetworkServer#drain}. */
    public void drain() {
        live.drain();
    }

    /** As {@link io.onesend.network.NetworkServer#undrain}. */
    public void undrain() {
        live.undrain();
    }

    public void stopAccepting() {
        live.stopAccepting();
        ports.forEach(AcceptPort::stop);
    }

    public void close() {
        SessionsClosing.refuseInCallback(logic, eventLoops, live);
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        stopAccepting();
        // By then every accepted connection is a session or an arrival, and is closed with the others now.
        eventLoops.awaitQueuedTasks(config.closeTimeout());
        SessionsClosing.closeAll(live, waitingLoop(), config.closeTimeout(), ABORT_TIME);
        closeTls();
        // After the listeners were called: this thread is the one that reports a blocking listener.
        EventLoops.stop(acceptor);
        eventLoops.stop();
        assert budget.used() == 0 : budget.used() + " bytes still counted after every session has ended";
    }

    /** After the connections, whose handshakes its threads calculate, and before the I/O threads, which are told of them. */
    private void closeTls() {
        if (tls != null) {
            tls.close();
        }
    }

    /** As {@link io.onesend.network.NetworkServer#reloadCertificates}. */
    public void reloadCertificates() {
        if (tls != null) {
            tls.reload();
        }
    }

    /** The loop to wait on for the end of all sessions, of all loops; a test may have a stepped one. */
    private LogicLoop waitingLoop() {
        return logic.isInline()
                ? eventLoops.lanes().iterator().next().inlineLogic()
                : logic.loops().get(0);
    }
}
