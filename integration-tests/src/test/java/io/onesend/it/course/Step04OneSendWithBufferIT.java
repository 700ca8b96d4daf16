package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Step 4, 1-Send with a buffer. In the course, a send copies its packet into the client's buffer, and a send thread that looks at
 * every client hands the buffer to one {@code WSASend}. Here each session has a ring of bytes. A send copies its packet in; the
 * I/O thread writes what the ring holds in one go, and writes no more of that session until this has completed.
 *
 * <p>To read: {@link Store#RING}, {@link io.onesend.network.netty.SendQueue},
 * {@link io.onesend.network.netty.SendRingStore}. That such a buffer is never overwritten is shown by {@link Step10RingBufferIT}.
 */
class Step04OneSendWithBufferIT {

    private static NetworkConfig ring(int bytes) {
        return EmbeddedServer.CONFIG.toBuilder()
                .sendStore(Store.RING)
                .sendMaxBytes(bytes)
                .sendMaxTotalBytes(64 << 20)
                .build();
    }

    @Test
    void packetsThatAreSentTogetherLeaveInOneWriteOrAFew() {
        int packets = 1_000;
        SessionListener<byte[]> application = (session, frame) -> {
            for (int number = 0; number < packets; number++) {
                session.send(Wire.ping(number));
            }
        };

        try (EmbeddedServer server = new EmbeddedServer(ring(64 * 1_024), PacketDecoder.BYTES, application);
                RawClient client = server.connect()) {
            client.send(Wire.echo());
            for (int number = 0; number < packets; number++) {
                assertThat(client.next(Wire.PING).i16()).isEqualTo(number);
            }

            // A write is counted when it has completed, and its bytes may have arrived before.
            await().until(() -> server.network.statistics().packetsOut() == packets);
            await().until(() -> server.network.statistics().writes() > 0);
            assertThat(server.network.statistics().writes()).isLessThan(packets / 10);
        }
    }

    @Test
    void theBufferIsUsedRoundAndRound() {
        byte[] body = new byte[1_000];
        try (EmbeddedServer server =
                        new EmbeddedServer(ring(4_096), PacketDecoder.BYTES, (session, frame) -> session.send(frame));
                RawClient client = server.connect()) {
            for (int round = 0; round < 100; round++) {
                Arrays.fill(body, (byte) round);
                client.send(Wire.echo(body));

                assertThat(client.next(Wire.DEV_ECHO).body()).isEqualTo(body);
            }
        }
    }
}
