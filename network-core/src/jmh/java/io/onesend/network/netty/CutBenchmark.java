package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A read of many short frames, cut without decoding them: for each frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CutBenchmark {

    private static final int FRAMES = 256;
    private static final int MAX_FRAME = 4096;

    /** Each frame of the same length: 16 bytes. */
    @Param({"CHAT", "LINES", "VARINT", "HEAD_AND_BODY"})
    private String format;

    private InboundFrames frames;
    private ByteBuf read;
    private int bytes;
    private int cut;

    @Setup(Level.Trial)
    public void fill() {
        FrameFormat chosen =
                switch (format) {
                    case "CHAT" -> FrameFormat.CHAT;
                    case "LINES" -> FrameFormat.LINES;
                    case "VARINT" -> FrameFormat.varintPrefixed(1, 4);
                    default -> FrameFormat.headAndBody("\n", head -> head.decimal(0, head.length()));
                };
        String frame =
                switch (format) {
                    case "CHAT" -> "\u0010\0\1\0\0hello there";
                    case "LINES" -> "hello to there\r\n";
                    case "VARINT" -> "0\u000ehello to there";
                    default -> "13\nhello to them";
                };
        frames = new InboundFrames(InboundFrameCutter.of(chosen, MAX_FRAME), new PacketReader());
        byte[] all = frame.repeat(FRAMES).getBytes(StandardCharsets.ISO_8859_1);
        bytes = all.length;
        read = PacketBuffers.ALLOCATOR.directBuffer(bytes).writeBytes(all);
    }

    @TearDown(Level.Trial)
    public void release() {
        read.release();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int cut() {
        frames.add(read.retain().setIndex(0, bytes));
        frames.cut((frame, length) -> {
            cut += length;
            return true;
        });
        return cut;
    }
}
