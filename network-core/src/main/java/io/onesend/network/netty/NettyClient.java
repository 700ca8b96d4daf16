package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.onesend.network.Backoff;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
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
    private final NettyTransport transport;
    private final EventLoops eventLoops;
    private final LiveSessions live;
    private final ByteBudget budget;
    private final SessionEnds ends = new SessionEnds();
    private final AtomicLong ids = new AtomicLong();
    private final Set<KeptConnection> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private boolean closed;

    private NettyClient(NettyTransport transport, NetworkConfig config, Logic logic) {
        this.config = config;
        this.logic = logic;
        this.transport = transport;
        this.eventLoops = EventLoops.create(transport, config.ioThreads());
        this.live = new LiveSessions(Integer.MAX_VALUE, 0);
        this.budget = new ByteBudget(config.send().maxTotalBytes());
        eventLoops.lanes().forEach(SendLane::start);
    }

    /** As {@link io.onesend.network.NetworkClient#start}. */
    public static NettyClient start(NetworkConfig config, Logic logic) {
        NettyVersions.here().check();
        return on(NettyTransport.choose(config.transport()), config, logic);
    }

    /** On that transport, whatever the configuration says. */
    static NettyClient on(NettyTransport transport, NetworkConfig config, Logic logic) {
        return new NettyClient(transport, config, logic);
    }

    /** As {@link io.onesend.network.NetworkClient#connect}; {@code from} null: from any address. */
    public <P> CompletionStage<Session> connect(
            InetSocketAddress address,
            @Nullable InetSocketAddress from,
            Duration timeout,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        CompletableFuture<Session> connected = new CompletableFuture<>();
        SessionContext context = SessionContext.of(config, logic, decoder, listener, live, budget, ends);
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoops.group())
                .channelFactory(transport.channels()::get)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.ALLOCATOR, PacketBuffers.ALLOCATOR)
                .handler(new SessionInitializer(context, eventLoops, ids));
        TcpKeepAlive.of(transport.kind(), config.keepAlive()).setOn(bootstrap);
        ChannelFuture connecting = bootstrap.connect(address, from);
        connecting.addListener(done -> {
            SessionHandler handler = connecting.channel().pipeline().get(SessionHandler.class);
            if (done.isSuccess() && handler != null) {
                connected.complete(handler.session());
            } else {
                connected.completeExceptionally(new NetworkException(
                        "cannot connect to " + address + ": " + reason(done.cause()), done.cause()));
            }
        });
        return connected;
    }

    /** As {@link io.onesend.network.NetworkClient#keepConnected}. */
    public <P> KeptConnection keepConnected(
            InetSocketAddress address,
            Duration timeout,
            Backoff backoff,
            PacketDecoder<? extends P> decoder,
            SessionListener<P> listener) {
        Reconnector.Means<P> means = new Reconnector.Means<>() {
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
        Reconnector<P> reconnector = new Reconnector<>(means, backoff, new SplittableRandom(), listener);
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

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "the client is closed" : String.valueOf(cause.getMessage());
    }

    /** As {@link io.onesend.network.NetworkClient#close}. */
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closing = true;
        kept.forEach(KeptConnection::close);
        // On behalf of all loops; a test may have a stepped one.
        SessionsClosing.closeAll(live, logicLoop(), config.closeTimeout(), ABORT_TIME);
        eventLoops.stop();
    }

    /** As {@link io.onesend.network.NetworkClient#logicLoop}. */
    public LogicLoop logicLoop() {
        return logic.isInline()
                ? eventLoops.lanes().iterator().next().inlineLogic()
                : logic.loops().get(0);
    }
}
