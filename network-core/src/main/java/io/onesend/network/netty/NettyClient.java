package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.onesend.network.Backoff;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.TlsStatistics;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.door.ClientDoors;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The client behind {@link io.onesend.network.NetworkClient}. */
public final class NettyClient {

    private static final Duration ABORT_TIME = Duration.ofSeconds(2);

    private final NetworkConfig config;
    private final Logic logic;
    private final TransportFactory transport;
    private final EventLoops eventLoops;
    private final ClientConnector connector;
    private final SessionRegistry live;
    private final SendBudget budget;

    /** For all connect calls, but for the decoder and the listener. */
    private final SessionContext context;

    /** What a connection goes through before it is a session; null: nothing. */
    private final @Nullable ClientDoors doors;

    private final Framing framing;

    private final AtomicLong ids = new AtomicLong();
    private final Set<KeptConnection> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private boolean closed;

    private NettyClient(
            TransportFactory transport,
            NetworkConfig config,
            Logic logic,
            ClientSettings settings,
            ClientNameLookups.Source names) {
        this.config = configOf(config, settings);
        this.logic = logic;
        this.doors = settings.arePlain() ? null : ClientDoors.of(settings);
        this.framing = framingOf(settings);
        this.transport = transport;
        this.eventLoops = EventLoops.create(transport, config.ioThreads());
        this.connector = new ClientConnector(eventLoops.group(), new ClientNameLookups(names));
        this.live = new SessionRegistry(Integer.MAX_VALUE, 0);
        this.budget = new SendBudget(config.send().maxTotalBytes());
        SharedContext shared = SharedContext.of(logic, live, budget, new InboundBudget(config, config.maxFrameBytes()));
        this.context = SessionContext.of(shared, this.config, PacketDecoder.BYTES, (session, bytes) -> {});
        eventLoops.lanes().forEach(SendLane::start);
        SendLimits.of(config.send()).warnOfLongerFrames(config.maxFrameBytes(), framing);
    }

    /** Sessions find the client's settings of the WebSocket where those of a server are. */
    private static NetworkConfig configOf(NetworkConfig config, ClientSettings settings) {
        ClientWebSocket webSocket = settings.webSocket();
        if (webSocket == null) {
            return config;
        }
        Doors doors = Doors.of(Door.WEBSOCKET)
                .withWebSocket(new WebSocketSettings(
                        WebSocketSettings.DEFAULT.path(),
                        List.of(),
                        List.of(),
                        webSocket.ping(),
                        webSocket.messages()));
        return config.toBuilder().doors(doors).build();
    }

    private static Framing framingOf(ClientSettings settings) {
        ClientWebSocket webSocket = settings.webSocket();
        return webSocket == null ? Framing.NONE : Framing.ofClient(webSocket.messages());
    }

    /** As {@link io.onesend.network.NetworkClient#start}. */
    public static NettyClient start(NetworkConfig config, Logic logic, ClientSettings settings) {
        NettyVersions.here().check();
        return new NettyClient(
                TransportFactory.choose(config.transport()), config, logic, settings, InetAddress::getByName);
    }

    /** Starts on this transport and ignores the configured one. */
    static NettyClient on(TransportFactory transport, NetworkConfig config, Logic logic) {
        return on(transport, config, logic, InetAddress::getByName);
    }

    static NettyClient on(
            TransportFactory transport, NetworkConfig config, Logic logic, ClientNameLookups.Source names) {
        return new NettyClient(transport, config, logic, ClientSettings.PLAIN, names);
    }

    /** As {@link io.onesend.network.NetworkClient#connect}; {@code from} null: from any address. */
    public <P> CompletionStage<Session> connect(
            SocketAddress address,
            @Nullable InetSocketAddress from,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        return connect(address, from, timeout, context.with(decoder, listener), null);
    }

    /** As {@link io.onesend.network.NetworkClient#connectBeside}. */
    public <P> CompletionStage<Session> connectBeside(
            Session near,
            SocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        NettySession other = NettySession.of(near);
        SendLane host = eventLoops.canShareLoopOf(other.channel()) ? other.lane() : null;
        return connect(address, null, timeout, context.with(decoder, listener), host);
    }

    /** @param host the lane of another session, whose thread the connection is to have; null: any of this client */
    private CompletionStage<Session> connect(
            SocketAddress address,
            @Nullable InetSocketAddress from,
            Duration timeout,
            SessionContext own,
            @Nullable SendLane host) {
        ClientHandshake handshake =
                doors == null ? null : new ClientHandshake(own, ids, doors, targetOf(address), framing);
        Bootstrap bootstrap = new Bootstrap()
                .group(host == null ? eventLoops.group() : host.eventLoop())
                .handler(SessionInitializer.ofClient(own, eventLoops, ids, handshake, host))
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.ALLOCATOR, PacketBuffers.ALLOCATOR);
        if (address instanceof UnixDomainSocketAddress unix) {
            bootstrap.channelFactory(() -> UnixSockets.newChannel(transport.kind()));
            return connector.connect(bootstrap, UnixSockets.toNetty(unix, transport.kind()), null, timeout, handshake);
        }
        bootstrap.channelFactory(transport.channels()::get).option(ChannelOption.TCP_NODELAY, true);
        TransportKeepAlive.of(transport.kind(), config.keepAlive()).setOn(bootstrap);
        return connector.connect(bootstrap, address, from, timeout, handshake);
    }

    /** A Unix domain socket has no name of its own: its server is on this machine. */
    private static ClientDoors.Target targetOf(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new ClientDoors.Target(inet.getHostString(), inet.getPort())
                : new ClientDoors.Target("localhost", 0);
    }

    /** As {@link io.onesend.network.NetworkClient#keepConnected}. */
    public <P> KeptConnection keepConnected(
            SocketAddress address,
            Duration timeout,
            Backoff backoff,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        ClientReconnector.Owner<P> owner = new ClientReconnector.Owner<>() {
            @Override
            public CompletionStage<Session> connect(SessionListener<P> attempt) {
                return NettyClient.this.connect(address, null, timeout, decoder, attempt);
            }

            @Override
            public void later(Runnable task, Duration delay) {
                scheduleUnlessEnded(task, delay);
            }

            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public void closed(KeptConnection connection) {
                kept.remove(connection);
            }
        };
        ClientReconnector<P> reconnector = new ClientReconnector<>(owner, backoff, new SplittableRandom(), listener);
        kept.add(reconnector);
        if (closing) {
            reconnector.close();
            throw new IllegalStateException("the client is closed");
        }
        reconnector.connect();
        return reconnector;
    }

    private void scheduleUnlessEnded(Runnable task, Duration delay) {
        try {
            eventLoops.group().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
            assert closing;
        }
    }

    /** As {@link io.onesend.network.NetworkClient#sessions}. */
    public List<Session> sessions() {
        return List.copyOf(live.all());
    }

    /** As {@link io.onesend.network.NetworkClient#statistics}. */
    public NetworkStatistics statistics() {
        return SessionStatistics.of(List.of(context), TlsStatistics.NONE);
    }

    /** As {@link io.onesend.network.NetworkClient#close}. */
    public void close() {
        SessionsClosing.refuseInCallback(logic, eventLoops, live);
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        closing = true;
        connector.close();
        kept.forEach(KeptConnection::close);
        // Waits on the first loop for all of them; a test may have a stepped one.
        SessionsClosing.closeAll(live, logicLoop(), config.closeTimeout(), ABORT_TIME);
        eventLoops.stop();
        connector.failWhatIsUnderWay();
    }

    /** As {@link io.onesend.network.NetworkClient#logicLoop}. */
    public LogicLoop logicLoop() {
        return logic.isInline()
                ? eventLoops.lanes().iterator().next().inlineLogic()
                : logic.loops().get(0);
    }
}
