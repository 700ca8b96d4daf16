package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.BindFailedException;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Some servers are only there to be there.
class NetworkClientIT {

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void talksToAServer(Transport transport) throws Exception {
        RecordingListener answers = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(CONFIG.withTransport(transport, 1), RecordingListener.echo());
                NetworkClient client = NetworkClient.start(CONFIG.withTransport(transport, 1), harness.loop)) {
            Session session = client.connect(
                            loopback(harness.port()), Duration.ofSeconds(5), PacketDecoder.BYTES, answers)
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            session.send(numbered(1, 4));
            session.send(numbered(2, 4));
            await().until(() -> answers.received.size() == 2);
            assertThat(answers.received).containsExactly(numbered(1, 4), numbered(2, 4));
            assertThat(session.remoteAddress()).isEqualTo(loopback(harness.port()));
            session.close();
            await().until(() -> answers.ends.size() == 1);
        }
    }

    @Test
    void saysWhyItCannotConnect() throws Exception {
        int free;
        try (ServerHarness gone = new ServerHarness(CONFIG, new RecordingListener())) {
            free = gone.port();
        }
        RecordingListener never = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, harness.loop)) {
            assertThatThrownBy(() -> client.connect(loopback(free), Duration.ofSeconds(5), PacketDecoder.BYTES, never)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining(String.valueOf(free))
                    .hasMessageContaining("refused");
        }
        assertThat(never.sessions).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() {
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener())) {
            assertThatThrownBy(() -> NetworkServer.start(
                            CONFIG.withAddress("127.0.0.1", harness.port()),
                            harness.loop,
                            PacketDecoder.BYTES,
                            new RecordingListener()))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("127.0.0.1:" + harness.port());
        }
    }
}
