package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameBytes;
import io.onesend.network.FrameFormat;
import io.onesend.network.FrameRule;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a rule that does not keep its contract ends its own session only, and that the log tells what it did. */
class FrameRuleDefectsTest {

    private static final byte GOOD = 1;
    private static final byte BAD = 2;

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final CapturedLog log = new CapturedLog();
    private final List<SendLane> lanes = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    /** Frames of one byte; the rule fails at a bad one. */
    private static FrameRule failingAs(FrameRule defect) {
        return (bytes, looked) -> bytes.u8(0) == BAD ? defect.frameLength(bytes, looked) : 1;
    }

    static List<Arguments> defects() {
        return List.of(
                Arguments.of("IllegalStateException", (FrameRule) (bytes, looked) -> 0),
                Arguments.of("IllegalStateException", (FrameRule) (bytes, looked) -> -2),
                Arguments.of("IllegalStateException", (FrameRule) (bytes, looked) -> Long.MIN_VALUE),
                Arguments.of("IllegalArgumentException", (FrameRule) (bytes, looked) -> {
                    throw new IllegalArgumentException("on purpose");
                }),
                Arguments.of("StackOverflowError", (FrameRule) FrameRuleDefectsTest::withoutEnd),
                Arguments.of("IndexOutOfBoundsException", (FrameRule) (bytes, looked) -> bytes.u8(bytes.length())));
    }

    private static long withoutEnd(FrameBytes bytes, int looked) {
        return withoutEnd(bytes, looked + 1) + 1;
    }

    private EmbeddedChannel open(FrameRule rule) {
        NetworkConfig config = NetworkConfig.builder()
                .inboundHigh(2)
                .inboundLow(1)
                .frameFormat(FrameFormat.of(rule))
                .build();
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, new InboundBudget(1 << 20, 4096)),
                config,
                PacketDecoder.BYTES,
                listener);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                SendLane lane = new SendLane(opened.eventLoop());
                lanes.add(lane);
                opened.pipeline().addLast(new SessionHandler(lanes.size(), opened, context, lane));
            }
        });
        channels.add(channel);
        run(channel);
        return channel;
    }

    private void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
    }

    private void receive(EmbeddedChannel channel, byte... bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        run(channel);
    }

    @AfterEach
    void nothingIsLeft() {
        for (EmbeddedChannel channel : channels) {
            channel.finishAndReleaseAll();
            run(channel);
        }
        lanes.forEach(lane -> lane.batch().close());
        log.close();
        assertThat(budget.used()).isZero();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void endTheirSessionInARead(String exception, FrameRule defect) {
        EmbeddedChannel channel = open(failingAs(defect));
        EmbeddedChannel other = open(failingAs(defect));

        receive(channel, GOOD, BAD, GOOD);
        receive(other, GOOD);

        assertThat(channel.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
        assertThat(listener.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail(exception));
        assertThat(listener.received).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void endTheirSessionWhenReadingResumes(String exception, FrameRule defect) {
        EmbeddedChannel channel = open(failingAs(defect));

        receive(channel, GOOD, GOOD, BAD);

        assertThat(listener.received).hasSize(2);
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail(exception));
    }

    /** The log has a limit of lines in a second, which other tests may have used up. */
    @Test
    void areLogged() {
        await().untilAsserted(() -> {
            receive(open(failingAs((bytes, looked) -> 0)), BAD);
            assertThat(log.text())
                    .containsPattern("session \\d+ failed")
                    .containsPattern(
                            "IllegalStateException: the frame rule .*FrameRuleDefectsTest.* returned a length of 0");
        });
    }
}
