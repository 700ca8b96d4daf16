package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics.Way;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets that sessions of all kinds are sent at once. They share the bytes, so encrypting for one must not change those of the next. */
class TlsBroadcastIT {

    private static final int MEMBERS_OF_A_KIND = 10;
    private static final int PACKETS = 60;

    private static final byte[] UPGRADE = ("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final List<Peer> webs = new ArrayList<>();
    private final List<Peer> plains = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void comeWholeToAllMembers(Transport transport) throws IOException {
        TestCertificates certificates = new TestCertificates(directory);
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET).withTls(certificates.settings()))
                .build();
        try (ServerHarness harness = new ServerHarness(config, listener)) {
            try {
                connectAll(harness, certificates.client());
                listener.onPacket = (session, packet) -> sendPacketsToAll();
                webs.get(0).send(message(numbered(0, 4)));

                for (int i = 0; i < PACKETS; i++) {
                    byte[] packet = packet(i);
                    for (Peer web : webs) {
                        assertThat(web.receiveMessage()).isEqualTo(join(new byte[] {(byte) (FINAL | BINARY)}, packet));
                    }
                    for (Peer plain : plains) {
                        assertThat(plain.receive()).isEqualTo(packet);
                    }
                }
            } finally {
                closeAll();
            }
        }
    }

    private void closeAll() throws IOException {
        for (Peer web : webs) {
            web.close();
        }
        for (Peer plain : plains) {
            plain.close();
        }
    }

    private void connectAll(ServerHarness harness, SSLContext client) throws IOException {
        for (int i = 0; i < MEMBERS_OF_A_KIND; i++) {
            upgrade(TlsPeers.connect(client, harness.port(), TLS_1_3));
            upgrade(new Peer(harness.port()));
            enter(TlsPeers.connect(client, harness.port(), TLS_1_3));
            enter(new Peer(harness.port()));
        }
        await().until(() -> listener.received.size() == plains.size());
        long each = MEMBERS_OF_A_KIND;
        assertThat(harness.server.statistics().entered())
                .isEqualTo(Map.of(
                        new Way(Door.WEBSOCKET, TLS_1_3), each,
                        new Way(Door.WEBSOCKET, null), each,
                        new Way(Door.PLAIN, TLS_1_3), each,
                        new Way(Door.PLAIN, null), each));
    }

    private void upgrade(Peer peer) throws IOException {
        webs.add(peer);
        peer.send(UPGRADE);
        assertThat(peer.receiveHead()).startsWith("HTTP/1.1 101 ");
    }

    /** Only its first bytes make it a session. */
    private void enter(Peer peer) throws IOException {
        plains.add(peer);
        peer.send(numbered(0, 4));
    }

    private void sendPacketsToAll() {
        List<Session> members = List.copyOf(listener.sessions);
        for (int i = 0; i < PACKETS; i++) {
            try (EncodedPacket shared = EncodedPacket.copyOf(packet(i))) {
                Session.sendToAll(members, shared);
            }
        }
    }

    /** Short ones are copied into one write, long ones are written from their own memory. */
    private static byte[] packet(int number) {
        return numbered(number, 4 + number * 200);
    }
}
