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

/** Tests that a frame of 1 MiB that comes by single bytes is not searched again for each of them. */
class LongFramesTest {

    private static final int MIB = 1 << 20;

    private final List<Integer> lengths = new ArrayList<>();
    private long looks;
    private InboundFrames inbound = framesOf(FrameFormat.RAW);

    private static InboundFrames framesOf(FrameFormat format) {
        return new InboundFrames(InboundFrameCutter.of(format, 2 * MIB), new PacketReader());
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
        byte[] line = new byte[MIB];
        line[MIB - 1] = '\n';

        receiveByteByByte(line);
        receiveByteByByte(new byte[] {'\n'});

        assertThat(lengths).containsExactly(MIB, 1);
        assertThat(looks).isEqualTo(MIB + 1);
    }

    @Test
    void asksARuleNoMoreOnceItKnowsTheLength() {
        inbound = framesOf(FrameFormat.of((bytes, looked) -> {
            looks++;
            return bytes.length() < 4 ? FrameRule.MORE_NEEDED : MIB;
        }));

        receiveByteByByte(new byte[2 * MIB]);

        assertThat(lengths).containsExactly(MIB, MIB);
        assertThat(looks).isEqualTo(2 * 4);
    }

    @Test
    void asksForTheLengthOfABodyOnce() {
        inbound = framesOf(FrameFormat.headAndBody("\n", head -> {
            looks++;
            return head.decimal(0, head.length());
        }));

        receiveByteByByte("1048576\n".getBytes(ISO_8859_1));
        receiveByteByByte(new byte[MIB]);

        assertThat(lengths).containsExactly(8 + MIB);
        assertThat(looks).isEqualTo(1);
    }

    /** 150,000 strings: if each byte of them made the rule begin again, this would take many minutes. */
    @Test
    void keepsTheNoteOfARuleUntilTheFrameIsWhole() {
        inbound = framesOf(FrameFormat.of((bytes, looked) -> {
            looks++;
            if (bytes.length() == 1) {
                assertThat(bytes.note()).isZero();
            }
            return TextProtocols.respCommand(bytes, looked);
        }));
        int strings = 150_000;
        byte[] command = ("*" + strings + "\r\n" + "$1\r\na\r\n".repeat(strings)).getBytes(ISO_8859_1);

        receiveByteByByte(command);
        receiveByteByByte("*1\r\n$4\r\nPING\r\n".getBytes(ISO_8859_1));

        assertThat(command).hasSizeGreaterThan(MIB);
        assertThat(lengths).containsExactly(command.length, 14);
        // The last string's header tells the length of the whole: its three last bytes need no look.
        assertThat(looks).isEqualTo(command.length - 3 + 8);
    }
}
