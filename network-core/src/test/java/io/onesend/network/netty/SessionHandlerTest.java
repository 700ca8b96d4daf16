package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.door.Encryption;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the handler in a channel without a socket; the test steps the logic loop. */
class SessionHandlerTest {

    private static final NetworkConfig CONFIG = NetworkConfig.builder().build();

    private final LogicLoop loop = LogicLoop.stepped();
    private RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<SendLane> lanes = new ArrayList<>();

    private EmbeddedChannel open(NetworkConfig config) {
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, inboundBudget),
                config,
                PacketDecoder.BYTES,
                listener);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                SendLane lane = new SendLane(opened.eventLoop());
                lanes.add(lane);
                opened.pipeline().addLast(new SessionHandler(1, opened, context, lane));
            }
        });
        channels.add(channel);
        run(channel);
        return channel;
    }

    /** Runs both sides until neither has work. */
    private void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    private void receive(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        run(channel);
    }

    private static byte[] sent(EmbeddedChannel channel) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuf written;
        while ((written = channel.readOutbound()) != null) {
            byte[] bytes = new byte[written.readableBytes()];
            written.readBytes(bytes);
            written.release();
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    @AfterEach
    void nothingIsLeft() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            run(channel);
            sent(channel);
        }
        lanes.forEach(lane -> lane.batch().close());
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
    }

    @Test
    void deliversAWholeFrame() {
        receive(open(CONFIG), frame(7, (byte) 1, (byte) 2));

        assertThat(listener.received).containsExactly(frame(7, (byte) 1, (byte) 2));
    }

    @Test
    void deliversAFrameThatComesByteByByte() {
        EmbeddedChannel channel = open(CONFIG);
        byte[] frame = frame(7, new byte[300]);

        for (byte b : frame) {
            assertThat(listener.received).isEmpty();
            receive(channel, new byte[] {b});
        }

        assertThat(listener.received).containsExactly(frame);
    }

    @Test
    void deliversTwoFramesOfOneReadInOrder() {
        receive(open(CONFIG), join(frame(1), frame(2, (byte) 9)));

        assertThat(listener.received).containsExactly(frame(1), frame(2, (byte) 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void deliversAFrameWhoseHeaderIsSplit(int cut) {
        EmbeddedChannel channel = open(CONFIG);
        byte[] both = join(frame(1, (byte) 5), frame(2));

        receive(channel, Arrays.copyOf(both, 6 + cut));
        receive(channel, Arrays.copyOfRange(both, 6 + cut, both.length));

        assertThat(listener.received).containsExactly(frame(1, (byte) 5), frame(2));
    }

    @Test
    void deliversTheLongestFrameAndRefusesOneByteMore() {
        EmbeddedChannel channel = open(CONFIG);
        byte[] longest = frame(3, new byte[CONFIG.maxFrameBytes() - 5]);

        receive(channel, longest);
        assertThat(listener.received).containsExactly(longest);
        assertThat(channel.isOpen()).isTrue();

        receive(channel, frame(3, new byte[CONFIG.maxFrameBytes() - 4]));
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("protocol-error");
    }

    @Test
    void closesOnAHeaderThatMakesNoSense() {
        EmbeddedChannel channel = open(CONFIG);

        receive(channel, new byte[] {0, 0, 1, 0, 0});

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.received).isEmpty();
        assertThat(listener.ends.get(0).detail()).isEqualTo("frame length 0 is not 5 to 4096");
    }

    @Test
    void deliversRandomCutsOfManyFrames() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EmbeddedChannel channel = open(CONFIG);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            frames.add(frame(i, new byte[random.nextInt(600)]));
        }
        byte[] stream = join(frames.toArray(byte[][]::new));

        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(1500));
            receive(channel, Arrays.copyOfRange(stream, from, to));
            from = to;
        }

        assertThat(listener.received).as("seed %d", seed).containsExactlyElementsOf(frames);
    }

    @Test
    void stopsReadingAtTheHighMarkAndGoesOnAtTheLowMark() {
        EmbeddedChannel channel =
                open(CONFIG.toBuilder().inboundHigh(10).inboundLow(3).build());
        byte[][] frames = new byte[40][];
        Arrays.setAll(frames, i -> frame(i));

        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(frames)));

        Session session = listener.session();
        assertThat(((NettySession) session).inbound().waiting()).isEqualTo(10);
        assertThat(channel.config().isAutoRead()).isFalse();

        run(channel);
        assertThat(listener.received).containsExactly(frames);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void holdsBackPacketsWhileSuspendedAndDeliversThemInOrder() {
        EmbeddedChannel channel = open(CONFIG);
        listener.onPacket = (session, packet) -> {
            if (packet[2] == 1) {
                session.suspend();
            }
        };
        receive(channel, join(frame(1), frame(2), frame(3)));
        receive(channel, frame(4));
        assertThat(listener.received).containsExactly(frame(1));

        loop.execute(() -> listener.session().resume());
        run(channel);

        assertThat(listener.received).containsExactly(frame(1), frame(2), frame(3), frame(4));
    }

    @Test
    void tellsASuspendedSessionOfItsEnd() {
        EmbeddedChannel channel = open(CONFIG);
        listener.onPacket = (session, packet) -> session.suspend();
        receive(channel, join(frame(1), frame(2)));

        channel.close();
        run(channel);

        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void writesWhatOnePassSentInOneBuffer() {
        EmbeddedChannel channel = open(CONFIG);
        loop.execute(() -> {
            listener.session().send(frame(1));
            listener.session().send(frame(2));
            listener.session().send(frame(3));
        });
        run(channel);

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(sent(channel)).isEqualTo(join(frame(1), frame(2), frame(3)));
    }

    @Test
    void sharesOnePacketWithoutKeepingIt() {
        EmbeddedChannel channel = open(CONFIG);
        EncodedPacket packet = EncodedPacket.copyOf(frame(1));
        try (packet) {
            assertThat(listener.session().send(packet)).isEqualTo(SendResult.ACCEPTED);
            assertThat(listener.session().send(packet)).isEqualTo(SendResult.ACCEPTED);
        }
        run(channel);

        assertThat(sent(channel)).isEqualTo(join(frame(1), frame(1)));
        assertThat(io.onesend.network.packet.PacketBuffers.references(packet)).isZero();
    }

    @Test
    void abortsASessionWhoseListenerThrowsAndLogsIt() {
        EmbeddedChannel channel = open(CONFIG);
        listener.onPacket = (session, packet) -> {
            throw new IllegalStateException("on purpose");
        };

        receive(channel, join(frame(1), frame(2)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.LISTENER_FAILED.withDetail("IllegalStateException"));
    }

    @Test
    void tellsASessionThatFailedToConnectOfItsEnd() {
        listener.onConnectThrows = new IllegalStateException("on purpose");

        EmbeddedChannel channel = open(CONFIG);

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("listener-failed");
    }

    @Test
    void namesANetworkErrorAndStillDeliversWhatHadCome() {
        EmbeddedChannel channel = open(CONFIG);
        channel.writeInbound(Unpooled.directBuffer().writeBytes(frame(1)));

        channel.pipeline().fireExceptionCaught(new IOException("reset"));
        run(channel);

        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.NETWORK_ERROR.withDetail("reset"));
    }

    @Test
    void keepsTheFirstReason() {
        EmbeddedChannel channel = open(CONFIG);
        Session session = listener.session();

        session.abort(DisconnectReason.IDLE);
        session.abort(DisconnectReason.PROTOCOL_ERROR);
        session.close(DisconnectReason.CLOSED_BY_SERVER);
        run(channel);

        assertThat(listener.ends).containsExactly(DisconnectReason.IDLE);
        assertThat(session.isOpen()).isFalse();
        assertThat(session.send(frame(1))).isEqualTo(SendResult.CLOSED);
    }

    /** Stands where TLS stands, and can write nothing. */
    private static final class BrokenEncryption extends ChannelOutboundHandlerAdapter implements Encryption {
        private final boolean endedByPeer;

        BrokenEncryption(boolean endedByPeer) {
            this.endedByPeer = endedByPeer;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new SSLException("on purpose"));
        }

        @Override
        public void endOutput(boolean last) {
            throw new AssertionError("a session that cannot write does not end in order");
        }

        @Override
        public boolean wasEndedByPeer() {
            return endedByPeer;
        }
    }

    @ParameterizedTest
    @CsvSource({"true, closed-by-peer", "false, network-error"})
    void aWriteThatTlsRefusesAfterThePeersEndIsAnErrorUnlessThatEndedBothSides(boolean endedByPeer, String reason) {
        listener = new HalfCloseListener();
        EmbeddedChannel channel = open(CONFIG);
        channel.pipeline().addFirst(Encryption.NAME, new BrokenEncryption(endedByPeer));
        listener.onPacket = Session::send;

        channel.writeInbound(Unpooled.directBuffer().writeBytes(frame(1)));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        run(channel);

        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly(reason);
    }
}
