package io.onesend.network.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.BindFailedException;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server behind {@link io.onesend.network.NetworkServer}. */
public final class NettyServer {

    private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);

    /** What is still there after the close time-out has been aborted; that much more for it to be gone. */
    private static final Duration ABORT_TIME = Duration.ofSeconds(2);

    private final NetworkConfig config;
    private final Logic logic;
    private final NettyTransport transport;
    private final EventLoopGroup acceptor;
    private final EventLoops eventLoops;
    private final LiveSessions live;
    private final ByteBudget budget;
    private final SessionEnds ends = new SessionEnds();
    private final SendVerdicts verdicts;
    private final Channel listening;
    private final InetSocketAddress address;
    private boolean closed;

    private <P> NettyServer(
            NetworkConfig config, Logic logic, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        this.config = config;
        this.logic = logic;
        this.transport = NettyTransport.choose(config.transport());
        this.live = new LiveSessions(config);
        this.budget = new ByteBudget(config.send().maxTotalBytes());
        this.acceptor = EventLoops.newGroup(transport, 1, "net-accept-");
        this.eventLoops = EventLoops.create(transport, config.ioThreads());
        SessionContext context = SessionContext.of(config, logic, decoder, listener, live, budget, ends);
        this.verdicts = context.verdicts();
        ChannelFuture bound = bootstrap(context)
                .bind(new InetSocketAddress(config.host(), config.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            EventLoops.stop(acceptor);
            eventLoops.stop();
            throw bindFailed(bound.cause());
        }
        this.listening = bound.channel();
        this.address = (InetSocketAddress) listening.localAddress();
        eventLoops.lanes().forEach(SendLane::start);
        LOG.debug("accepting on {} by {}", address, transport.kind().configName());
    }

    /** As {@link io.onesend.network.NetworkServer#start}. */
    public static <P> NettyServer start(
            NetworkConfig config, Logic logic, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        return new NettyServer(config, logic, decoder, listener);
    }

    private ServerBootstrap bootstrap(SessionContext context) {
        return new ServerBootstrap()
                .group(acceptor, eventLoops.group())
                .channelFactory(transport.serverChannels()::get)
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PacketBuffers.ALLOCATOR)
                .childHandler(new SessionInitializer(context, eventLoops, new AtomicLong()));
    }

    private NetworkException bindFailed(Throwable cause) {
        return new BindFailedException(
                "cannot listen on " + config.host() + ":" + config.port() + ": " + cause.getMessage(), cause);
    }

    public InetSocketAddress address() {
        return address;
    }

    public Transport transport() {
        return transport.kind();
    }

    public NetworkStatistics statistics() {
        return new NetworkStatistics(
                live.count(),
                live.admitted(),
                live.refused(),
                Map.copyOf(ends.counts()),
                sum(lane -> lane.packetsIn.get()),
                sum(lane -> lane.bytesIn.get()),
                sum(lane -> lane.packetsOut.get()),
                sum(lane -> lane.bytesOut.get()),
                sum(lane -> lane.writes.get()),
                budget.used(),
                verdicts.droppedNewestCount(),
                verdicts.droppedOldestCount(),
                verdicts.replacedCount());
    }

    private long sum(ToLongFunction<LaneCounters> value) {
        return eventLoops.lanes().stream()
                .mapToLong(lane -> value.applyAsLong(lane.counters()))
                .sum();
    }

    public void stopAccepting() {
        listening.close().awaitUninterruptibly();
    }

    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopAccepting();
        // No acceptor thread, no further session: those it had accepted are registered by now, or closed with it.
        EventLoops.stop(acceptor);
        SessionsClosing.closeAll(live, waitingLoop(), config.closeTimeout(), ABORT_TIME);
        eventLoops.stop();
        assert budget.used() == 0 : budget.used() + " bytes still counted after every session has ended";
    }

    /** Where the end of all sessions is waited for: on behalf of all loops, of which a test may have a stepped one. */
    private LogicLoop waitingLoop() {
        return logic.isInline()
                ? eventLoops.lanes().iterator().next().inlineLogic()
                : logic.loops().get(0);
    }
}
