package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Numbers as varints, of one to five bytes in equal parts, each way; beside them the same numbers in four bytes each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VarintBenchmark {

    private static final int NUMBERS = 100;

    private final int[] numbers = numbers();
    private final ByteBuf scratch = Unpooled.buffer(1_024);
    private final ByteBuffer varints = ByteBuffer.allocateDirect(1_024);
    private final ByteBuffer fixed = ByteBuffer.allocateDirect(1_024).order(ByteOrder.LITTLE_ENDIAN);
    private final int varintBytes;
    private final PacketReader reader = new PacketReader();

    public VarintBenchmark() {
        write();
        varintBytes = scratch.writerIndex();
        varints.put(0, scratch.array(), 0, varintBytes);
        for (int i = 0; i < NUMBERS; i++) {
            fixed.putInt(4 * i, numbers[i]);
        }
    }

    private static int[] numbers() {
        int[] numbers = new int[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            // The topmost bit of one, two, three, four and five bytes.
            numbers[i] = 1 << Math.min(7 * (i % 5) + 6, 31);
        }
        return numbers;
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public int read() {
        reader.wrap(varints, 0, varintBytes);
        int sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            sum += reader.varint32();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public int readBaseline() {
        reader.wrap(fixed, 0, 4 * NUMBERS);
        int sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            sum += reader.i32();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public int write() {
        PacketWriter writer = new PacketWriter(scratch.clear());
        for (int number : numbers) {
            writer.varint32(number);
        }
        return writer.written();
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public int writeBaseline() {
        PacketWriter writer = new PacketWriter(scratch.clear());
        for (int number : numbers) {
            writer.i32(number);
        }
        return writer.written();
    }
}
