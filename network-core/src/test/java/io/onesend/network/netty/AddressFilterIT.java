package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.AddressFilter;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkServer;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.ProxySettings;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests whom a port's address filter keeps out: by itself, through several doors and behind a proxy. */
class AddressFilterIT {

    private static final DisconnectReason UNWANTED = DisconnectReason.of("unwanted", Fault.PEER);

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = RecordingListener.echo();
    private final Set<String> unwanted = ConcurrentHashMap.newKeySet();
    private final AddressFilter filter = address -> unwanted.contains(address.getHostAddress()) ? UNWANTED : null;

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer start(Doors doors, AddressFilter asked) {
        return NetworkServer.start(
                CONFIG.toBuilder().doors(doors).maxSessions(1).build(),
                Logic.on(loop),
                List.of(Endpoint.builder(PacketDecoder.BYTES, listener)
                        .refusalPacket(
                                reason -> EncodedPacket.copyOf(reason.name().getBytes(UTF_8)))
                        .addressFilter(asked)
                        .build()));
    }

    private static void expectEcho(Peer peer) throws IOException {
        peer.send(frame(9));
        assertThat(peer.receive()).isEqualTo(frame(9));
    }

    /** With one door, a connection is a session from the start; with two it has to arrive first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsUnwantedTakesNoPlaceAndIsCounted(boolean twoDoors) throws IOException {
        Doors doors = twoDoors ? Doors.of(Door.PLAIN, Door.WEBSOCKET) : Doors.of(Door.PLAIN);
        try (NetworkServer server = start(doors, filter)) {
            unwanted.add("127.0.0.1");
            for (int i = 0; i < 3; i++) {
                try (Peer peer = new Peer(server.port())) {
                    assertThat(new String(peer.receiveAll(), UTF_8)).isEqualTo("unwanted");
                }
            }
            await().until(() ->
                    Map.of("unwanted", 3L).equals(server.statistics().turnedAway()));
            NetworkStatistics now = server.statistics();
            assertThat(now.accepted()).isZero();
            assertThat(now.refused()).as("no limit has refused them").isZero();

            unwanted.clear();
            try (Peer peer = new Peer(server.port())) {
                expectEcho(peer);
                // A session that is there stays.
                unwanted.add("127.0.0.1");
                expectEcho(peer);
            }
        }
    }

    @Test
    void theAddressThatAProxyTellsCounts() throws IOException {
        Doors behind = Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1"));
        try (NetworkServer server = start(behind, filter)) {
            unwanted.add("203.0.113.7");
            unwanted.add("127.0.0.1");
            try (Peer proxy = new Peer(server.port())) {
                proxy.send(join(ProxyHeaders.v2("203.0.113.7", 4711), frame(1)));
                assertThat(new String(proxy.receiveAll(), UTF_8)).isEqualTo("unwanted");
            }
            try (Peer proxy = new Peer(server.port())) {
                proxy.send(join(ProxyHeaders.v2("203.0.113.8", 4711), frame(1)));
                assertThat(proxy.receive()).isEqualTo(frame(1));
            }
            assertThat(server.statistics().turnedAway()).containsOnly(Map.entry("unwanted", 1L));
        }
    }

    @Test
    void aFilterThatFailsLetsNobodyIn() throws IOException {
        AddressFilter failing = address -> {
            throw new IllegalStateException("no list");
        };
        try (CapturedLog log = new CapturedLog();
                NetworkServer server = start(Doors.of(Door.PLAIN), failing);
                Peer peer = new Peer(server.port())) {
            assertThat(new String(peer.receiveAll(), UTF_8)).isEqualTo("internal-error");
            assertThat(log.text()).contains("the endpoint's address filter failed for");
            assertThat(server.statistics().turnedAway()).containsOnly(Map.entry("internal-error", 1L));
        }
    }
}
