package io.onesend.it.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.packet.PacketRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Step 10, few allocations. In the course, every send allocates an operation and a copy of its packet. Here a packet for many is
 * encoded once and all its receivers' queues refer to it, and buffers come from a pool and return to it. What a message
 * still costs on the heap is measured, and bounded, by {@link io.onesend.network.netty.GarbageIT}: 16 bytes for each receiver.
 *
 * <p>To read: {@link EncodedPacket}, {@link Session#sendToAll}, {@link io.onesend.network.netty.SendFanOut},
 * {@link io.onesend.network.netty.SendBatch}.
 */
class Step10FewAllocationsIT {

    private static final int MEMBERS = 50;

    private record Line(String text) {}

    /** Keeps the sessions, as a room keeps its members. */
    private static final class Members implements SessionListener<byte[]> {
        private final List<Session> sessions = new CopyOnWriteArrayList<>();

        @Override
        public void onConnect(Session session) {
            sessions.add(session);
        }

        @Override
        public void onReceive(Session session, byte[] frame) {}
    }

    @Test
    void aPacketForManyIsEncodedOnce() {
        AtomicInteger encoded = new AtomicInteger();
        PacketCodec<Line> codec = PacketCodec.of(body -> new Line(body.text8()), (line, body) -> {
            encoded.incrementAndGet();
            body.text8(line.text());
        });
        PacketRegistry<Line, Line> packets = PacketRegistry.<Line, Line>builder(id -> new Line("unknown"))
                .sends(1, Line.class, codec)
                .build();
        Members members = new Members();

        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, PacketDecoder.BYTES, members);
                Clients clients = new Clients()) {
            clients.connect(server.network.address(), MEMBERS);
            await().until(() -> members.sessions.size() == MEMBERS);
            try (EncodedPacket line = packets.encode(new Line("to all"))) {
                Session.sendToAll(members.sessions, line);
            }

            clients.each(client -> assertThat(client.next(1).body()).endsWith("to all".getBytes(UTF_8)));
            assertThat(encoded).hasValue(1);
        }
    }

    @Test
    void thePoolsMemoryDoesNotGrowWithTheNumberOfMessages() {
        try (EmbeddedServer server = new EmbeddedServer(
                        EmbeddedServer.CONFIG, PacketDecoder.BYTES, (session, frame) -> session.send(frame));
                RawClient client = server.connect()) {
            echo(client, 500);
            long afterSome = pooledBytes();
            echo(client, 5_000);

            assertThat(afterSome).isPositive();
            assertThat(pooledBytes()).isEqualTo(afterSome);
        }
    }

    private static void echo(RawClient client, int times) {
        byte[] packet = Wire.echo(new byte[1_000]);
        for (int i = 0; i < times; i++) {
            client.send(packet).next(Wire.DEV_ECHO);
        }
    }

    private static long pooledBytes() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }
}
