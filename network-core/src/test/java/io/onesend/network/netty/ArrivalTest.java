package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.close;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.ProxySettings;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests connections that are no sessions yet, in a channel without a socket and with a clock of the test's. */
class ArrivalTest {

    private static final InetSocketAddress PROXY = new InetSocketAddress("192.0.2.1", 4711);

    /** How many random beginnings; {@code -Dstarts=5000000} for a long run. */
    private static final int STARTS = Integer.getInteger("starts", 5_000);

    private static final byte[] UPGRADE =
            ("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private static final NetworkConfig CONFIG = NetworkConfig.builder()
            .maxSessionsPerAddress(1)
            .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET)
                    .withProxy(ProxySettings.proxyProtocol("192.0.2.0/24"))
                    .withFirstBytes(Duration.ofSeconds(10))
                    .withPages(new WebPages(Map.of("/", WebPage.of("text/plain", new byte[] {'p'})), Map.of())))
            .build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SessionRegistry live = new SessionRegistry(CONFIG);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final SessionContext context = SessionContext.of(
            SharedContext.of(Logic.on(loop), live, new SendBudget(1 << 20), inboundBudget),
            CONFIG,
            PacketDecoder.BYTES,
            listener);
    private final Arrivals arrivals = new Arrivals(context, new AtomicLong(), null);
    private long now;
    private @Nullable SendLane lane;

    /** A channel whose peer has an address. */
    private static final class Connection extends DuplexEmbeddedChannel {

        Connection(ChannelHandler initializer, ByteBufAllocator allocator) throws Exception {
            super(initializer);
            config().setAllocator(allocator);
            register();
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return PROXY;
        }
    }

    private Connection connect() {
        return connect(ByteBufAllocator.DEFAULT);
    }

    private Connection connect(ByteBufAllocator allocator) {
        ChannelHandler initializer = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                lane = lane == null ? new SendLane(channel.eventLoop(), () -> now) : lane;
                arrivals.receive(channel, lane);
            }
        };
        try {
            return new Connection(initializer, allocator);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private void receive(EmbeddedChannel channel, byte... bytes) {
        channel.writeInbound(channel.alloc().directBuffer(bytes.length).writeBytes(bytes));
        run(channel);
    }

    private void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            now += Duration.ofSeconds(1).toNanos();
            Objects.requireNonNull(lane).sweep();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        if (lane != null) {
            lane.batch().close();
        }
        assertThat(live.counts().open()).isZero();
        assertThat(live.addresses()).isZero();
        assertThat(live.countArrivals()).isZero();
        assertThat(inboundBudget.used()).isZero();
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
    }

    @Test
    void haveAPlaceButNoAddressBeforeTheProxyTellsIt() {
        Connection first = connect();
        Connection second = connect();

        assertThat(live.counts()).isEqualTo(new SessionPlaces.Counts(2, 0, 0));
        assertThat(live.addresses()).isZero();
        assertThat(live.countArrivals()).isEqualTo(2);
        first.close();
        second.close();
    }

    @Test
    void areTurnedAwayWhenTheirTimeIsOver() {
        Connection channel = connect();
        receive(channel, (byte) 'P');

        pass(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(channel.isOpen()).isFalse();
        assertThat(context.counters().turnedAway()).isEqualTo(Map.of("first-bytes", 1L));
    }

    @Test
    void haveNoDeadlineAnyMoreWhenTheyAreSessions() {
        Connection channel = connect();
        receive(channel, join(ProxyHeaders.v1("203.0.113.7", 1), frame(1)));

        pass(Duration.ofSeconds(30));
        assertThat(channel.isOpen()).isTrue();
        assertThat(listener.sessions).hasSize(1);
        assertThat(live.counts()).isEqualTo(new SessionPlaces.Counts(1, 1, 0));
        assertThat(live.addresses()).isEqualTo(1);
        channel.close();
        run(channel);
    }

    @Test
    void endWhenTheyHaveGotAPageAndAskForNothingMore() {
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        Duration nearly = WebPages.IDLE.minusSeconds(1);
        Connection channel = connect();
        receive(channel, join(ProxyHeaders.v1("203.0.113.7", 1), request));
        pass(nearly);
        receive(channel, request);
        pass(nearly);
        assertThat(live.countArrivals()).isEqualTo(1);

        pass(Duration.ofSeconds(1));
        assertThat(live.countArrivals()).isZero();
        assertThat(context.counters().pages()).isEqualTo(Map.of(200, 2L));
        assertThat(context.counters().turnedAway()).isEmpty();
        channel.releaseOutbound();
        channel.close();
    }

    @Test
    void areForgottenWhenTheConnectionBreaks() {
        Connection channel = connect();

        channel.pipeline().fireExceptionCaught(new IOException("reset"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(context.counters().turnedAway()).isEmpty();
    }

    @Test
    void areTurnedAwayByADefect() {
        Connection channel = connect();

        channel.pipeline().fireExceptionCaught(new IllegalStateException("on purpose"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(context.counters().turnedAway()).isEqualTo(Map.of("internal-error", 1L));
    }

    @Test
    void beginNoSessionWhenTheServerEnds() {
        Connection channel = connect();
        live.end();

        receive(channel, join(ProxyHeaders.v1("203.0.113.7", 1), frame(1)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.sessions).isEmpty();
        assertThat(live.counts().open()).isZero();
    }

    /**
     * Headers and requests with some bytes changed, cut and continued at random; whatever comes, it ends in a session or in the end.
     *
     * <p>The connection's buffers are counted, so that a start that keeps one is found at once and can be played again. The leak
     * detector, which is slow, watches only those that a session has of its own.
     */
    @Test
    void surviveAnyBeginning() throws IOException {
        long seed = Long.getLong("starts.seed", new Random().nextLong());
        Random random = new Random(seed);
        byte[][] beginnings = {
            join(ProxyHeaders.v1("203.0.113.7", 4711), frame(1)),
            join(ProxyHeaders.v2("203.0.113.7", 4711), frame(1), frame(2)),
            join(ProxyHeaders.v2("2001:db8::7", 4711, 300), frame(1)),
            join(ProxyHeaders.v2Local(), frame(1)),
            join(ProxyHeaders.v2("203.0.113.7", 4711), UPGRADE, message(frame(1)), close(1000, "")),
            join(ProxyHeaders.v1("203.0.113.7", 4711), UPGRADE, WebSocketFrames.frame(BINARY, frame(1)), ping()),
            frame(1, new byte[100]),
        };
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
        for (int i = 0; i < STARTS; i++) {
            byte[] bytes = changed(beginnings[random.nextInt(beginnings.length)], random);
            Connection channel = connect(memory);
            for (int from = 0; from < bytes.length && channel.isOpen(); ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
                receive(channel, Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            channel.close();
            run(channel);
            channel.checkException();
            channel.releaseOutbound();
            ByteBufAllocatorMetric held = memory.metric();
            assertThat(List.of((long) live.counts().open(), held.usedDirectMemory(), held.usedHeapMemory()))
                    .as("places, direct and other memory after start %s of seed %s", i, seed)
                    .containsOnly(0L);
            listener.sessions.clear();
            listener.ends.clear();
            listener.received.clear();
        }
    }

    /** Most as they are but for a byte or two, some cut short. */
    private static byte[] changed(byte[] beginning, Random random) {
        byte[] bytes = Arrays.copyOf(
                beginning, random.nextInt(4) == 0 ? random.nextInt(beginning.length) + 1 : beginning.length);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int among = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 40);
            bytes[random.nextInt(among)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
