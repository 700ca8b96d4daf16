package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One message to a room: the packet, encoded once, is offered to every receiver, and one turn of the lane writes it to all. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

    @State(Scope.Thread)
    public static class Room {
        @Param({"10", "100", "1000"})
        public int receivers;

        @Param({"queue", "ring"})
        public String store;

        private final EncodedPacket packet = Packets.encodedNotify();
        private Receivers room;

        @Setup
        public void start() {
            room = new Receivers(store, receivers);
        }

        @TearDown
        public void stop() {
            room.close();
            packet.close();
        }
    }

    @State(Scope.Thread)
    public static class Plain {
        @Param({"10", "100", "1000"})
        public int receivers;

        private final EncodedPacket packet = Packets.encodedNotify();

        @TearDown
        public void stop() {
            packet.close();
        }
    }

    @Benchmark
    public void fanOut(Room room) {
        room.room.send(room.packet);
    }

    /** A server without queues: a buffer and a copy for each receiver, written there and then. */
    @Benchmark
    public int fanOutBaseline(Plain plain) {
        int length = plain.packet.length();
        int written = 0;
        for (int i = 0; i < plain.receivers; i++) {
            ByteBuf copy = PacketBuffers.ALLOCATOR.directBuffer(length, length);
            PacketBuffers.append(plain.packet, copy);
            written += copy.readableBytes();
            copy.release();
        }
        return written;
    }
}
