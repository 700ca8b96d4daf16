package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameBytes;
import io.onesend.network.FrameFormat;
import io.onesend.network.FrameRule;
import io.onesend.network.NetworkConfig;
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

    private final SteppedSessions sessions = new SteppedSessions();
    private final RecordingListener listener = new RecordingListener();
    private final CapturedLog log = new CapturedLog();

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
        return sessions.open(config, listener);
    }

    @AfterEach
    void nothingIsLeft() {
        sessions.close();
        log.close();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void endTheirSessionInARead(String exception, FrameRule defect) {
        EmbeddedChannel channel = open(failingAs(defect));
        EmbeddedChannel other = open(failingAs(defect));

        sessions.receive(channel, GOOD, BAD, GOOD);
        sessions.receive(other, GOOD);

        assertThat(channel.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
        assertThat(listener.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail(exception));
        assertThat(listener.received).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void endTheirSessionWhenReadingResumes(String exception, FrameRule defect) {
        EmbeddedChannel channel = open(failingAs(defect));

        sessions.receive(channel, GOOD, GOOD, BAD);

        assertThat(listener.received).hasSize(2);
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail(exception));
    }

    @Test
    void areLogged() {
        sessions.receive(open(failingAs((bytes, looked) -> 0)), BAD);

        assertThat(log.text())
                .containsPattern("session \\d+ failed")
                .containsPattern(
                        "IllegalStateException: the frame rule .*FrameRuleDefectsTest.* returned a length of 0");
    }
}
