package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.onesend.network.Backoff;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
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

    private final AtomicLong ids = new AtomicLong();
    private final Set<KeptConnection> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private boolean closed;

    private NettyClient(TransportFactory transport, NetworkConfig config, Logic logic, ClientNameLookups.Source names) {
        this.config = config;
        this.logic = logic;
        this.transport = transport;
        this.eventLoops = EventLoops.create(transport, config.ioThreads());
        this.connector = new ClientConnector(eventLoops.group(), new ClientNameLookups(names));
        this.live = new SessionRegistry(Integer.MAX_VALUE, 0);
        this.budget = new SendBudget(config.send().maxTotalBytes());
        SharedContext shared = SharedContext.of(logic, live, budget, new InboundBudget(config, config.maxFrameBytes()));
        this.context = SessionContext.of(shared, config, PacketDecoder.BYTES, (session, bytes) -> {});
        eventLoops.lanes().forEach(SendLane::start);
        SendLimits.of(config.send()).warnOfLongerFrames(config.maxFrameBytes(), Framing.NONE);
    }

    /** As {@link io.onesend.network.NetworkClient#start}. */
    public static NettyClient start(NetworkConfig config, Logic logic) {
        NettyVersions.here().check();
        return on(TransportFactory.choose(config.transport()), config, logic);
    }

    /** Starts on this transport and ignores the configured one. */
    static NettyClient on(TransportFactory transport, NetworkConfig config, Logic logic) {
        return on(transport, config, logic, InetAddress::getByName);
    }

    static NettyClient on(
            TransportFactory transport, NetworkConfig config, Logic logic, ClientNameLookups.Source names) {
        return new NettyClient(transport, config, logic, names);
    }

    /** As {@link io.onesend.network.NetworkClient#connect}; {@code from} null: from any address. */
    public <P> CompletionStage<Session> connect(
            SocketAddress address,
            @Nullable InetSocketAddress from,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        SessionContext own = context.with(decoder, listener);
        Bootstrap bootstrap =
                bootstrap().group(eventLoops.group()).handler(new SessionInitializer(own, eventLoops, ids));
        return connect(bootstrap, address, from, timeout);
    }

    /** As {@link io.onesend.network.NetworkClient#connectBeside}. */
    public <P> CompletionStage<Session> connectBeside(
            Session near,
            SocketAddress address,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        NettySession other = NettySession.of(near);
        if (!eventLoops.canShareLoopOf(other.channel())) {
            return connect(address, null, timeout, decoder, listener);
        }
        SendLane host = other.lane();
        SessionContext own = context.with(decoder, listener);
        Bootstrap bootstrap =
                bootstrap().group(host.eventLoop()).handler(new SessionInitializer(own, eventLoops, ids, host));
        return connect(bootstrap, address, null, timeout);
    }

    private static Bootstrap bootstrap() {
        return new Bootstrap()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.ALLOCATOR, PacketBuffers.ALLOCATOR);
    }

    private CompletionStage<Session> connect(
            Bootstrap bootstrap, SocketAddress address, @Nullable InetSocketAddress from, Duration timeout) {
        if (address instanceof UnixDomainSocketAddress unix) {
            bootstrap.channelFactory(() -> UnixSockets.newChannel(transport.kind()));
            return connector.connect(bootstrap, UnixSockets.toNetty(unix, transport.kind()), null, timeout);
        }
        bootstrap.channelFactory(transport.channels()::get).option(ChannelOption.TCP_NODELAY, true);
        TransportKeepAlive.of(transport.kind(), config.keepAlive()).setOn(bootstrap);
        return connector.connect(bootstrap, address, from, timeout);
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
        return SessionStatistics.of(List.of(context));
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
