package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the packet that an endpoint has for refused connections, with a server that is full. */
@SuppressWarnings("try") // Some peers only take a place.
class RefusalPacketIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = RecordingListener.echo();

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer start(
            Transport transport, Function<DisconnectReason, @Nullable EncodedPacket> refusalPacket) {
        return NetworkServer.start(
                CONFIG.toBuilder().transport(transport).ioThreads(1).build(),
                Logic.on(loop),
                List.of(Endpoint.builder(PacketDecoder.BYTES, listener)
                        .maxSessions(2)
                        .maxSessionsPerAddress(1)
                        .refusalPacket(refusalPacket)
                        .build()));
    }

    private static Peer fill(NetworkServer server) throws IOException {
        Peer peer = new Peer(server.port());
        peer.send(frame(1));
        assertThat(peer.receive()).isEqualTo(frame(1));
        return peer;
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void reachesARefusedPeerAlsoIfItHasSentSomething(Transport transport) throws IOException {
        try (NetworkServer server = start(
                        transport, reason -> EncodedPacket.copyOf(reason.name().getBytes(UTF_8)));
                Peer let = fill(server)) {
            for (int i = 1; i <= 10; i++) {
                try (Peer refused = new Peer(server.port())) {
                    refused.send(frame(1, new byte[3000]));

                    assertThat(refused.receive(28)).asString(UTF_8).isEqualTo("too-many-sessions-of-address");
                    refused.expectOrderlyEnd();
                    int expected = i;
                    await().until(() -> server.statistics().refused() == expected);
                }
            }
            // It is no session, and the one that is goes on.
            assertThat(listener.sessions).hasSize(1);
            assertThat(server.statistics().sessions()).isEqualTo(1);
            let.send(frame(2));
            assertThat(let.receive()).isEqualTo(frame(2));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void isNoneIfTheEndpointHasNoneForTheReasonOrFails(Transport transport) throws IOException {
        EncodedPacket once = EncodedPacket.copyOf(new byte[] {1, 2, 3});
        once.close();
        List<Function<DisconnectReason, @Nullable EncodedPacket>> makers =
                List.of(reason -> null, reason -> once, reason -> {
                    throw new IllegalStateException("as the test wants");
                });
        for (Function<DisconnectReason, @Nullable EncodedPacket> maker : makers) {
            try (NetworkServer server = start(transport, maker);
                    Peer let = fill(server);
                    Peer refused = new Peer(server.port())) {
                refused.expectOrderlyEnd();
                await().until(() -> server.statistics().refused() == 1);
                let.send(frame(2));
                assertThat(let.receive()).isEqualTo(frame(2));
            }
        }
    }

    /** The close of the server does not wait for refused peers, nor do they outlive it. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void doesNotHoldUpTheCloseOfTheServer(Transport transport) throws IOException {
        NetworkServer server = start(transport, reason -> EncodedPacket.copyOf(new byte[] {1, 2, 3}));
        Peer refused;
        try (server;
                Peer let = fill(server)) {
            refused = new Peer(server.port());
            assertThat(refused.receive(3)).containsExactly(1, 2, 3);
        }
        refused.close();
        assertThat(server.statistics().sessions()).isZero();
    }
}
