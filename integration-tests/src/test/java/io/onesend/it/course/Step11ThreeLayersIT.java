package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import io.onesend.network.packet.PacketDecoder;
import org.junit.jupiter.api.Test;

/**
 * Step 11, three layers. The course proposes to divide the project into Network and Content, both static libraries, and Host, a
 * console program. Here they are three modules: {@code network-core}, {@code content-chat} and {@code host-console}. Each
 * works without those above it; {@link io.onesend.it.LayeringTest} and {@link io.onesend.it.PomLayersTest} fail if one depends on
 * what is above.
 *
 * <p>To read: {@link io.onesend.network.NetworkServer}, {@link io.onesend.chat.ChatServer}, {@link io.onesend.host.server.Host}.
 */
class Step11ThreeLayersIT {

    private static final byte[] PACKET = Wire.echo((byte) 1, (byte) 2, (byte) 3);

    @Test
    void theNetworkServesAnyApplication() {
        try (EmbeddedServer server = new EmbeddedServer(
                        EmbeddedServer.CONFIG, PacketDecoder.BYTES, (session, frame) -> session.send(frame));
                RawClient client = server.connect()) {
            assertThat(client.send(PACKET).next().bytes()).isEqualTo(PACKET);
        }
    }

    @Test
    void theContentIsAnApplicationOfTheNetwork() {
        try (EmbeddedChat chat = new EmbeddedChat(TestRedis.shared().uri());
                RawClient client = chat.connect()) {
            assertThat(client.send(PACKET).next().bytes()).isEqualTo(PACKET);
        }
    }

    @Test
    void theHostIsAConsoleProgramOfBothAndQuitStopsIt() {
        try (ServerProcess server =
                ServerProcess.launchPlaintext(TestRedis.shared()).start()) {
            try (RawClient client = server.connect()) {
                assertThat(client.send(PACKET).next().bytes()).isEqualTo(PACKET);
            }

            server.type("quit");
            server.awaitEnd(0);
        }
    }
}
