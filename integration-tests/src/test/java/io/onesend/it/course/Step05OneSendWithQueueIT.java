package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Step 5, 1-Send with a queue. In the course, a send puts its packet into the client's queue, and the completion of one
 * {@code WSASend} starts the next. Here a session's queue holds references to packets, which other receivers may share. At most
 * one write is outstanding; when it completes, all that has come meanwhile is the next one. The queue is bounded in bytes, so
 * a receiver that does not read cannot fill the memory.
 *
 * <p>To read: {@link Store#QUEUE}, {@link SendResult}, {@link io.onesend.network.packet.EncodedPacket},
 * {@link io.onesend.network.netty.SendQueue}, {@link io.onesend.network.netty.SendPacketStore}.
 */
class Step05OneSendWithQueueIT {

    private static final NetworkConfig QUEUE = EmbeddedServer.CONFIG.toBuilder()
            .sendMaxBytes(64 << 20)
            .sendMaxTotalBytes(64 << 20)
            .build();

    /** More than the kernel takes in for a receiver that does not read. */
    private static final int FLOOD_PACKETS = 4_000;

    private static final int BODY_BYTES = 4_000;

    /** Sends packets of one session and numbers them. */
    private static final class NumberedSender implements SessionListener<byte[]> {
        private final CompletableFuture<Session> connected = new CompletableFuture<>();
        private int sent;

        @Override
        public void onConnect(Session session) {
            connected.complete(session);
        }

        @Override
        public void onReceive(Session session, byte[] frame) {}

        void send(Session session) {
            byte[] body = Wire.concat(Wire.i16(sent), new byte[BODY_BYTES]);
            assertThat(session.send(Wire.echo(body))).isEqualTo(SendResult.ACCEPTED);
            sent++;
        }
    }

    @Test
    void whatComesWhileAWriteIsOutstandingLeavesTogetherAfterItInOrder() throws Exception {
        NumberedSender sender = new NumberedSender();
        try (EmbeddedServer server = new EmbeddedServer(QUEUE, PacketDecoder.BYTES, sender);
                RawClient receiver = server.connectSlowReceiver()) {
            Session session = sender.connected.get(10, TimeUnit.SECONDS);
            for (int i = 0; i < FLOOD_PACKETS; i++) {
                sender.send(session);
            }
            // The receiver does not read: sooner or later a write stays outstanding, and completes no more.
            await().during(Duration.ofMillis(200)).until(() -> {
                long before = server.network.statistics().writes();
                sender.send(session);
                return server.network.statistics().writes() == before;
            });
            NetworkStatistics stalled = server.network.statistics();

            for (int number = 0; number < sender.sent; number++) {
                byte[] body = receiver.next(Wire.DEV_ECHO).body();
                assertThat(body).hasSize(2 + BODY_BYTES).startsWith(Wire.i16(number));
            }
            await().until(() -> server.network.statistics().packetsOut() == sender.sent);
            // Had packets that came meanwhile begun writes of their own, there would be one for each.
            long waited = sender.sent - stalled.packetsOut();
            assertThat(server.network.statistics().writes() - stalled.writes()).isBetween(1L, waited / 8);
        }
    }
}
