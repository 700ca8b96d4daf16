package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Step 10, a ring buffer that is never overwritten. In the course, a full send buffer starts again at its first byte, over what has
 * not been sent yet, and the step proposes to prevent that. Here a packet that does not fit the ring changes nothing in it: the
 * caller is told, and the configuration says whether the packet is dropped or the session ends.
 *
 * <p>To read: {@link Store#RING}, {@link WhenFull}, {@link SendResult}, {@link io.onesend.network.netty.SendRingStore}.
 */
class Step10RingBufferIT {

    private static final NetworkConfig SMALL_RING = EmbeddedServer.CONFIG.toBuilder()
            .sendStore(Store.RING)
            .sendMaxBytes(64 * 1_024)
            .sendMaxTotalBytes(64 << 20)
            .sendWhenFull(WhenFull.DROP_NEWEST)
            .build();

    /** Far more than the ring and the kernel hold. */
    private static final int PACKETS = 4_000;

    private static final byte[] PADDING = new byte[4_000];

    @Test
    void aFullRingRefusesAndWhatItAcceptedArrivesWhole() {
        List<Integer> accepted = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        SessionListener<byte[]> application = (session, frame) -> {
            for (int number = 0; number < PACKETS; number++) {
                if (session.send(Wire.echo(Wire.concat(Wire.i16(number), PADDING))) == SendResult.ACCEPTED) {
                    accepted.add(number);
                }
            }
            done.set(true);
        };

        try (EmbeddedServer server = new EmbeddedServer(SMALL_RING, PacketDecoder.BYTES, application);
                RawClient receiver = server.connectSlowReceiver()) {
            receiver.send(Wire.echo());
            await().untilTrue(done);
            assertThat(accepted).hasSizeBetween(1, PACKETS - 1);
            assertThat(server.network.statistics().droppedNewest()).isEqualTo(PACKETS - accepted.size());

            for (int number : accepted) {
                assertThat(receiver.next(Wire.DEV_ECHO).body()).isEqualTo(Wire.concat(Wire.i16(number), PADDING));
            }
        }
    }
}
