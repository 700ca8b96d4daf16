package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.onesend.network.FrameBytes;
import io.onesend.network.FrameFormat;
import io.onesend.network.FrameRule;
import io.onesend.network.packet.PacketReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a long frame that comes by single bytes is not searched again for each of them. */
class LongFramesTest {

    /** Long enough that looking at the beginning again for each byte would take minutes. */
    private static final int LONG = 1 << 18;

    private final List<Integer> lengths = new ArrayList<>();
    private long looks;
    private InboundFrames inbound = framesOf(FrameFormat.RAW);

    private static InboundFrames framesOf(FrameFormat format) {
        return new InboundFrames(InboundFrameCutter.of(format, 2 * LONG), new PacketReader());
    }

    private void receiveByteByByte(byte[] bytes) {
        for (byte each : bytes) {
            inbound.add(Unpooled.wrappedBuffer(new byte[] {each}));
            inbound.cut((frame, length) -> lengths.add(length));
        }
    }

    @AfterEach
    void nothingIsKept() {
        inbound.release();
    }

    /** A line of a rule's own, which counts each byte that it looks at. */
    private long line(FrameBytes bytes, int looked) {
        for (int at = looked; at < bytes.length(); at++) {
            looks++;
            if (bytes.u8(at) == '\n') {
                return at + 1;
            }
        }
        return FrameRule.MORE_NEEDED;
    }

    @Test
    void tellsARuleWhatItHasLookedAt() {
        inbound = framesOf(FrameFormat.of(this::line));
        byte[] line = new byte[LONG];
        line[LONG - 1] = '\n';

        receiveByteByByte(line);
        receiveByteByByte(new byte[] {'\n'});

        assertThat(lengths).containsExactly(LONG, 1);
        assertThat(looks).isEqualTo(LONG + 1);
    }

    @Test
    void asksARuleNoMoreOnceItKnowsTheLength() {
        inbound = framesOf(FrameFormat.of((bytes, looked) -> {
            looks++;
            return bytes.length() < 4 ? FrameRule.MORE_NEEDED : LONG;
        }));

        receiveByteByByte(new byte[2 * LONG]);

        assertThat(lengths).containsExactly(LONG, LONG);
        assertThat(looks).isEqualTo(2 * 4);
    }

    @Test
    void asksForTheLengthOfABodyOnce() {
        inbound = framesOf(FrameFormat.headAndBody("\n", head -> {
            looks++;
            return head.decimal(0, head.length());
        }));

        receiveByteByByte((LONG + "\n").getBytes(ISO_8859_1));
        receiveByteByByte(new byte[LONG]);

        assertThat(lengths).containsExactly(7 + LONG);
        assertThat(looks).isEqualTo(1);
    }

    /** 40,000 strings: if each byte of them made the rule begin again, this would take many minutes. */
    @Test
    void keepsTheNoteOfARuleUntilTheFrameIsWhole() {
        inbound = framesOf(FrameFormat.of((bytes, looked) -> {
            looks++;
            if (bytes.length() == 1) {
                assertThat(bytes.note()).isZero();
            }
            return TextProtocols.respCommand(bytes, looked);
        }));
        int strings = 40_000;
        byte[] command = ("*" + strings + "\r\n" + "$1\r\na\r\n".repeat(strings)).getBytes(ISO_8859_1);

        receiveByteByByte(command);
        receiveByteByByte("*1\r\n$4\r\nPING\r\n".getBytes(ISO_8859_1));

        assertThat(command).hasSizeGreaterThan(LONG);
        assertThat(lengths).containsExactly(command.length, 14);
        // The last string's header tells the length of the whole: its three last bytes need no look.
        assertThat(looks).isEqualTo(command.length - 3 + 8);
    }
}
