package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts any bytes in any pieces by rules: the frames or the fault are the same as if the bytes had come at once, nothing is lost
 * between two frames, and no rule fails in another way.
 */
class RuledFramesFuzz {

    private static final int MAX_FRAME = 300;

    private static final List<FrameFormat> FORMATS = List.of(
            FrameFormat.varintPrefixed(1, 4),
            FrameFormat.varintPrefixed(0, 5),
            FrameFormat.headAndBody("\r\n", TextProtocols::memcachedBody),
            FrameFormat.headAndBody("\r\n\r\n", TextProtocols::httpBody),
            FrameFormat.of(TextProtocols::respCommand),
            FrameFormat.headAndBody("\r\n", TextProtocols::natsPayload));

    /** The first byte chooses the format, the second how the rest is cut. */
    @FuzzTest(maxDuration = "1m")
    void cutsTheSameFramesHoweverTheyArrive(byte[] input) {
        if (input.length < 2) {
            return;
        }
        FrameFormat format = FORMATS.get((input[0] & 0xff) % FORMATS.size());
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);

        List<byte[]> pieces = new ArrayList<>();
        String faultInPieces = cut(format, stream, 1 + (input[1] & 0xff) % 40, pieces);
        List<byte[]> whole = new ArrayList<>();
        String fault = cut(format, stream, Math.max(1, stream.length), whole);

        assertThat(pieces).containsExactlyElementsOf(whole);
        assertThat(faultInPieces).isEqualTo(fault);
        byte[] frames = join(whole);
        assertThat(frames).isEqualTo(Arrays.copyOf(stream, frames.length));
    }

    private static String cut(FrameFormat format, byte[] stream, int piece, List<byte[]> into) {
        InboundFrames frames = new InboundFrames(InboundFrameCutter.of(format, MAX_FRAME), new PacketReader());
        try {
            for (int from = 0; from < stream.length; from += piece) {
                int length = Math.min(piece, stream.length - from);
                ByteBuf read = PacketBuffers.ALLOCATOR.directBuffer(2 * length).writeBytes(stream, from, length);
                frames.add(read);
                frames.cut((frame, frameLength) -> into.add(frame.rest()));
            }
            return "";
        } catch (MalformedPacketException fault) {
            return String.valueOf(fault.getMessage());
        } finally {
            frames.release();
        }
    }

    private static byte[] join(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
