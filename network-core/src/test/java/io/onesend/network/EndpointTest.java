package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.packet.PacketDecoder;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final NetworkConfig SERVER = NetworkConfig.builder()
            .port(1)
            .maxSessions(10)
            .sendWhenFull(WhenFull.DROP_OLDEST)
            .build();

    private static EndpointBuilder<byte[]> endpoint() {
        return Endpoint.builder(PacketDecoder.BYTES, (session, packet) -> {});
    }

    @Test
    void isAsTheServerWhereItSetsNothing() {
        assertThat(endpoint().build().configIn(SERVER)).isEqualTo(SERVER);
    }

    @Test
    void hasWhatItSetsAndForAllElseWhatTheServerHas() {
        Endpoint<byte[]> endpoint = endpoint()
                .port(2)
                .frameFormat(FrameFormat.LINES)
                .maxFrameBytes(70_000)
                .idleTimeout(Duration.ofSeconds(3))
                .build();

        assertThat(endpoint.configIn(SERVER))
                .isEqualTo(SERVER.toBuilder()
                        .port(2)
                        .frameFormat(FrameFormat.LINES)
                        .maxFrameBytes(70_000)
                        .idleTimeout(Duration.ofSeconds(3))
                        .build());
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        EndpointBuilder<byte[]> builder = endpoint().port(2);
        Endpoint<byte[]> before = builder.build();
        builder.port(3);

        assertThat(before.configIn(SERVER).port()).isEqualTo(2);
        assertThat(builder.build().configIn(SERVER).port()).isEqualTo(3);
    }

    @Test
    void refusesAValueOutOfRangeWhereItIsSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint().maxSessions(0))
                .withMessage("maxSessions is 0, but must be 1 or more");
    }

    @Test
    void refusesWhatDoesNotFitToTheServersParameters() {
        Endpoint<byte[]> ring = endpoint().sendStore(Store.RING).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ring.configIn(SERVER))
                .withMessage(
                        "sendWhenFull is DROP_OLDEST, but sendStore is RING, which keeps bytes and no packets to drop");

        Endpoint<byte[]> longHeader = endpoint()
                .frameFormat(FrameFormat.lengthPrefixed(0, 4, ByteOrder.BIG_ENDIAN, true, 5_000))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> longHeader.configIn(SERVER))
                .withMessage("maxFrameBytes is 4096, but the header or delimiter of the frameFormat alone has 5000");
    }
}
