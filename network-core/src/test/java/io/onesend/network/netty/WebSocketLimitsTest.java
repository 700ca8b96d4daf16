package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CONTINUATION;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the limits of what a WebSocket's peer sends beside whole messages, and after one side has closed, with a clock of its own. */
class WebSocketLimitsTest {

    private static final int LONGEST = 60_000;
    private static final NetworkConfig CONFIG = NetworkConfig.builder()
            .maxFrameBytes(LONGEST)
            .idleTimeout(Duration.ofSeconds(15))
            .build();

    /** All that the sessions together may keep. */
    private static final int SERVER = 1 << 20;

    private static final byte[] LONG_MESSAGE = message(new byte[50_000]);
    private static final byte[] BEGUN = Arrays.copyOf(LONG_MESSAGE, 20_000);

    private final LogicLoop loop = LogicLoop.stepped();
    private final HalfCloseListener listener = new HalfCloseListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(SERVER, LONGEST);
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<SendLane> lanes = new ArrayList<>();
    private long now = 1_000_000_000_000L;

    private EmbeddedChannel open(NetworkConfig config) {
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, inboundBudget),
                config,
                PacketDecoder.BYTES,
                listener);
        EmbeddedChannel channel = new EmbeddedChannel();
        SendLane lane = new SendLane(channel.eventLoop(), () -> now);
        channels.add(channel);
        lanes.add(lane);
        channel.pipeline()
                .addLast(new SessionHandler(channels.size(), channel, context, lane, Framing.WEBSOCKET_BINARY));
        channel.pipeline().fireChannelActive();
        settle();
        return channel;
    }

    private EmbeddedChannel open() {
        return open(CONFIG);
    }

    private void settle() {
        do {
            channels.forEach(EmbeddedChannel::runPendingTasks);
        } while (loop.step() > 0);
        channels.forEach(EmbeddedChannel::runPendingTasks);
    }

    private void receive(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        settle();
    }

    private void closeHere() {
        listener.session().close();
        settle();
    }

    @AfterEach
    void nothingIsLeft() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            settle();
            sent(channel);
        }
        lanes.forEach(SendLane::closeBatches);
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
        assertThat(listener.ends).hasSize(listener.sessions.size());
    }

    // ---- control frames, and fragments without a byte

    @Test
    void answersAPingThatIsLongerThanAMessageMayBe() {
        EmbeddedChannel channel = open(CONFIG.toBuilder().maxFrameBytes(80).build());

        receive(channel, ping(new byte[100]));

        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | PONG, new byte[100]));
    }

    @Test
    void endsAPeerThatSendsTooManyFragmentsWithoutAByte() {
        EmbeddedChannel channel = open();
        byte[] fragment = WebSocketFrames.frame(CONTINUATION);

        receive(channel, WebSocketFrames.frame(BINARY));
        receive(channel, join(Collections.nCopies(29, fragment).toArray(byte[][]::new)));
        assertThat(channel.isOpen()).isTrue();
        receive(channel, join(Collections.nCopies(300, fragment).toArray(byte[][]::new)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent(channel)).isEqualTo(closed(1008, "rate-limit"));
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("rate-limit");
    }

    // ---- this side closes

    @Test
    void countsAFrameThatBeginsWhileThisSideCloses() {
        EmbeddedChannel channel = open();
        closeHere();

        receive(channel, BEGUN);
        assertThat(inboundBudget.used()).isGreaterThanOrEqualTo(BEGUN.length);

        receive(channel, Arrays.copyOfRange(LONG_MESSAGE, BEGUN.length, LONG_MESSAGE.length));
        assertThat(inboundBudget.used()).isZero();
        assertThat(channel.isOpen()).as("the peer's close frame may come").isTrue();
    }

    @Test
    void doesNotWaitForThePeersCloseFrameIfTheServerHasNoRoom() {
        EmbeddedChannel channel = open();
        closeHere();
        receive(channel, BEGUN);

        inboundBudget.take(SERVER);
        receive(channel, new byte[100]);

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_SERVER);
        inboundBudget.giveBack(SERVER);
    }

    @Test
    void waitsForThePeersCloseFrameIfItKeepsNothingItself() {
        EmbeddedChannel channel = open();
        closeHere();

        inboundBudget.take(SERVER);
        receive(channel, LONG_MESSAGE);

        assertThat(channel.isOpen()).isTrue();
        inboundBudget.giveBack(SERVER);
    }

    @Test
    void dropsTheFragmentsThatHaveComeWhenThisSideCloses() {
        EmbeddedChannel channel = open();
        receive(channel, WebSocketFrames.frame(BINARY, new byte[20_000]));
        assertThat(inboundBudget.used()).isGreaterThanOrEqualTo(20_000);

        closeHere();

        assertThat(inboundBudget.used()).isZero();
    }

    @Test
    void keepsNoOtherWaitingWhileItCloses() {
        EmbeddedChannel first = open();
        inboundBudget.take(SERVER);
        receive(first, BEGUN);
        assertThat(first.config().isAutoRead()).as("it goes on alone").isTrue();
        inboundBudget.giveBack(SERVER);
        closeHere();
        assertThat(first.isOpen()).isTrue();

        EmbeddedChannel second = open();
        inboundBudget.take(SERVER);
        receive(second, BEGUN);

        assertThat(second.config().isAutoRead()).as("now this one does").isTrue();
        inboundBudget.giveBack(SERVER);
    }

    // ---- the peer has closed

    @Test
    void echoesThePeersCloseFrameWhateverFollowsIt() {
        EmbeddedChannel channel = open();
        listener.atInputEnd = session -> session.close(DisconnectReason.CLOSED_BY_PEER);

        receive(channel, join(WebSocketFrames.close(4321, "bye"), new byte[] {0x7f, 0x7f, 0x7f, 0x7f}));

        assertThat(sent(channel)).isEqualTo(closed(4321, "closed-by-peer"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void tellsTheListenerOnceOfThePeersEnd() {
        EmbeddedChannel channel = open();
        receive(channel, WebSocketFrames.close(1000, ""));
        assertThat(listener.packetsAtInputEnd).hasSize(1);

        inboundBudget.take(SERVER);
        receive(channel, BEGUN);
        assertThat(inboundBudget.used()).as("nothing is kept").isEqualTo(SERVER);
        inboundBudget.giveBack(SERVER);
        settle();
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        settle();

        assertThat(listener.packetsAtInputEnd).hasSize(1);
        assertThat(channel.isOpen()).as("the listener goes on").isTrue();
    }

    @Test
    void isIdleAlsoIfThePeerSendsBytesAfterItsCloseFrame() {
        EmbeddedChannel channel = open();
        listener.session().suspend();
        receive(channel, WebSocketFrames.close(1000, ""));

        for (int second = 0; second < 20 && channel.isOpen(); second++) {
            receive(channel, message((byte) second));
            now += 1_000_000_000;
            lanes.get(0).sweep();
            settle();
        }

        assertThat(listener.packetsAtInputEnd).isEmpty();
        assertThat(listener.ends).containsExactly(DisconnectReason.IDLE);
    }
}
