package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.onesend.network.FrameEnd;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Cuts any bytes in any pieces, in several formats: the frames or the fault are the same as if the bytes had come at once. */
class InboundFramesFuzz {

    private static final int MAX_FRAME = 300;

    private static final List<FrameEnd.ByLength> FORMATS = List.of(
            (FrameEnd.ByLength) FrameFormat.CHAT.end(),
            new FrameEnd.ByLength(0, 1, ByteOrder.BIG_ENDIAN, false, 1),
            new FrameEnd.ByLength(2, 3, ByteOrder.BIG_ENDIAN, true, 6),
            new FrameEnd.ByLength(1, 4, ByteOrder.LITTLE_ENDIAN, false, 5));

    /** The first byte chooses the format, the second how the rest is cut, the third when the sink wants no more. */
    @FuzzTest(maxDuration = "1m")
    void cutsTheSameFramesHoweverTheyArrive(byte[] input) {
        if (input.length < 3) {
            return;
        }
        FrameEnd.ByLength format = FORMATS.get((input[0] & 0xff) % FORMATS.size());
        int piece = 1 + (input[1] & 0xff) % 40;
        int pauseEvery = 1 + (input[2] & 0xff) % 5;

        List<List<Byte>> pieces = new ArrayList<>();
        String faultInPieces = cut(new FrameFormat(format, false), input, piece, pauseEvery, pieces);
        List<List<Byte>> whole = new ArrayList<>();
        String fault = expected(format, input, whole);

        assertThat(pieces).isEqualTo(whole);
        assertThat(faultInPieces).isEqualTo(fault);
    }

    private static String cut(FrameFormat format, byte[] input, int piece, int pauseEvery, List<List<Byte>> into) {
        InboundFrames frames = new InboundFrames(InboundFrameCutter.of(format, MAX_FRAME), new PacketReader());
        InboundFrames.Sink sink = (frame, length) -> {
            byte[] bytes = frame.rest();
            assertThat(bytes).hasSize(length);
            into.add(list(bytes, 0, length));
            return into.size() % pauseEvery != 0;
        };
        try {
            for (int from = 3; from < input.length; from += piece) {
                int length = Math.min(piece, input.length - from);
                ByteBuf read = PacketBuffers.ALLOCATOR.directBuffer(2 * length).writeBytes(input, from, length);
                frames.add(read);
                boolean wanted;
                do {
                    wanted = frames.cut(sink);
                } while (!wanted);
            }
            return "";
        } catch (MalformedPacketException fault) {
            return String.valueOf(fault.getMessage());
        } finally {
            frames.release();
        }
    }

    /** Reads the formats above in the simplest way. */
    private static String expected(FrameEnd.ByLength format, byte[] input, List<List<Byte>> into) {
        int at = 3;
        while (input.length - at >= format.headerBytes()) {
            long length = 0;
            for (int i = 0; i < format.lengthBytes(); i++) {
                int shift = format.lengthOrder() == ByteOrder.LITTLE_ENDIAN ? i : format.lengthBytes() - 1 - i;
                length |= (input[at + format.lengthOffset() + i] & 0xffL) << (8 * shift);
            }
            length += format.lengthCountsHeader() ? 0 : format.headerBytes();
            if (length < format.headerBytes() || length > MAX_FRAME) {
                return "frame length " + length + " is not " + format.headerBytes() + " to " + MAX_FRAME;
            }
            if (length > input.length - at) {
                return "";
            }
            into.add(list(input, at, (int) length));
            at += (int) length;
        }
        return "";
    }

    private static List<Byte> list(byte[] bytes, int from, int length) {
        List<Byte> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(bytes[from + i]);
        }
        return list;
    }
}
