package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.KeptConnection;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.ThreadCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptConnectionIT {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 2, 0.5);

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final NetworkClient client = NetworkClient.start(CONFIG, loop);
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void nothingIsLeft() {
        client.close();
        loop.close();
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer serve(int port) {
        return NetworkServer.start(
                CONFIG.toBuilder().port(port).build(), loop, PacketDecoder.BYTES, RecordingListener.echo());
    }

    private KeptConnection keep(int port) {
        return client.keepConnected(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Duration.ofSeconds(5),
                BACKOFF,
                PacketDecoder.BYTES,
                listener);
    }

    private void echoes(KeptConnection kept, int number) {
        await().until(() -> kept.session() != null);
        Session session = kept.session();
        assertThat(session).isNotNull();
        session.send(numbered(number, 4));
        await().until(() -> listener.received.stream().anyMatch(frame -> Frames.number(frame) == number));
    }

    @Test
    void comesBackWhenItsServerDoes() {
        int port = FreePort.choose();
        KeptConnection kept;
        try (NetworkServer server = serve(port)) {
            assertThat(server.port()).isEqualTo(port);
            kept = keep(port);
            echoes(kept, 1);
        }
        await().until(() -> kept.failures() > 1);
        assertThat(kept.lastFailure()).hasMessageContaining("refused");
        try (NetworkServer again = serve(port)) {
            echoes(kept, 2);
            assertThat(again.statistics().accepted()).isOne();

            kept.close();
            await().until(() -> listener.ends.size() == 2);
            await().until(() -> again.statistics().sessions() == 0);
        }
        assertThat(listener.sessions).hasSize(2).doesNotHaveDuplicates();
        assertThat(listener.ends.get(1)).isEqualTo(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(listener.sessions).hasSize(2);
    }

    @Test
    void endsWithItsClientWhateverItIsDoing() {
        int port;
        try (NetworkServer server = serve(0)) {
            port = server.port();
            KeptConnection connected = keep(port);
            echoes(connected, 1);
            KeptConnection trying = keep(1);
            await().until(() -> trying.failures() > 0);

            client.close();
            assertThat(connected.session()).isNull();
            int failures = trying.failures();
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(trying.failures()).isEqualTo(failures);
        }
        assertThatIllegalStateException().isThrownBy(() -> keep(port));
    }
}
