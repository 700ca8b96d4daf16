package io.onesend.network.netty;

import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
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

/** One packet through one send queue: offered, taken by the lane's turn, written. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendBenchmark {

    @State(Scope.Thread)
    public static class Sender {
        @Param({"queue", "ring"})
        public String store;

        private final EncodedPacket packet = Packets.encodedNotify();
        private Receivers receiver;

        @Setup
        public void start() {
            receiver = new Receivers(store, 1);
        }

        @TearDown
        public void stop() {
            receiver.close();
            packet.close();
        }
    }

    @State(Scope.Thread)
    public static class Plain {
        private final EncodedPacket packet = Packets.encodedNotify();
        private final ArrayDeque<EncodedPacket> packets = new ArrayDeque<>();

        @TearDown
        public void stop() {
            packet.close();
        }
    }

    @Benchmark
    public void offerAndDrain(Sender sender) {
        sender.receiver.send(sender.packet);
    }

    /** What holding the packet in between costs at least: one thread, no limit, no state, nothing copied for the write. */
    @Benchmark
    public EncodedPacket offerAndDrainBaseline(Plain plain) {
        PacketBuffers.retain(plain.packet, 1);
        plain.packets.offer(plain.packet);
        EncodedPacket taken = plain.packets.poll();
        taken.close();
        return taken;
    }
}
