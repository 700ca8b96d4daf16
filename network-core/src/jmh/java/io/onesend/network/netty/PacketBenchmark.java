package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One packet between an object and its bytes, each way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PacketBenchmark {

    private final Packets.Notify notify = Packets.NOTIFY_OF_A_SENTENCE;
    private final byte[] body = new byte[Packets.NOTIFY_BYTES - 5];

    // As a session reads it: direct memory, and the lane's one reader.
    private final ByteBuffer frame = frame();
    private final PacketReader reader = new PacketReader();
    private final byte[] text = new byte[Packets.TEXT_BYTES];

    private static ByteBuffer frame() {
        ByteBuffer frame = ByteBuffer.allocateDirect(Packets.REQUEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        frame.putShort(0, (short) Packets.REQUEST_BYTES).putShort(2, (short) Packets.ID);
        frame.put(5, Packets.TEXT.getBytes(StandardCharsets.US_ASCII));
        return frame;
    }

    @Benchmark
    public int encode() {
        try (EncodedPacket packet = Packets.REGISTRY.encode(notify)) {
            return packet.length();
        }
    }

    /** The same frame, written without the registry. */
    @Benchmark
    public int encodeWithoutRegistry() {
        try (EncodedPacket packet = EncodedPacket.encode(frame -> {
            frame.u16(Packets.NOTIFY_BYTES);
            frame.u16(Packets.ID);
            frame.u8(0);
            frame.fixedText(notify.userId(), Packets.USER_ID_BYTES);
            frame.fixedText(notify.text(), Packets.TEXT_BYTES);
        })) {
            return packet.length();
        }
    }

    /** As many bytes, ready-made, into a buffer from the same pool. */
    @Benchmark
    public int encodeBaseline() {
        ByteBuf buffer = PacketBuffers.ALLOCATOR.directBuffer(Packets.NOTIFY_BYTES, Packets.NOTIFY_BYTES);
        buffer.writeShortLE(Packets.NOTIFY_BYTES)
                .writeShortLE(Packets.ID)
                .writeByte(0)
                .writeBytes(body);
        int length = buffer.readableBytes();
        buffer.release();
        return length;
    }

    @Benchmark
    public Object decode() {
        reader.wrap(frame, 0, Packets.REQUEST_BYTES);
        return Packets.REGISTRY.decode(reader);
    }

    /** The same text out of the same field, its length known and nothing checked. */
    @Benchmark
    public String decodeBaseline() {
        frame.get(5, text);
        return new String(text, 0, Packets.TEXT.length(), StandardCharsets.ISO_8859_1);
    }
}
