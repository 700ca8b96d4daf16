package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS peers that read nothing. The build has twenty of them; {@code -Dhostile.connections=10000} makes a thousand. */
class HostileTlsReadersIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final int STALLED = Integer.getInteger("hostile.connections", 200) / 10;

    /** More than the socket buffers of both sides and a queue hold. */
    private static final int FLOOD_PACKETS = 2_000;

    private static final int FLOOD_BODY = 4_000;

    /** A write of small packets has 64 KiB, and the packet that goes beyond them; each 16 KiB are encrypted into 17 KiB at the most. */
    private static final long MOST_HELD_BYTES = 5 * 17 * 1024;

    private static final Duration STANDSTILL = Duration.ofMillis(500);

    @TempDir
    private Path directory;

    private final EncodedPacket packet = EncodedPacket.copyOf(numbered(0, FLOOD_BODY));
    private HostileTls tls;

    @BeforeEach
    void makeCertificates() {
        tls = new HostileTls(directory);
    }

    @AfterEach
    void closePacket() {
        packet.close();
    }

    private static long pinnedMemory() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() + PooledByteBufAllocator.DEFAULT.pinnedHeapMemory();
    }

    private ServerHarness startFlooding(Transport transport, int maxBytes, Duration stallTimeout) {
        tls.listener.onPacket = (session, asked) -> {
            session.send(asked);
            if (asked.length > 5) {
                for (int i = 0; i < FLOOD_PACKETS; i++) {
                    session.send(packet);
                }
            }
        };
        NetworkConfig config = tls.config(tls.certificates.settings()).toBuilder()
                .transport(transport)
                .sendMaxBytes(maxBytes)
                .sendMaxTotalBytes((long) STALLED * maxBytes)
                .sendStallTimeout(stallTimeout)
                .build();
        return new ServerHarness(config, tls.listener);
    }

    private void connect(ServerHarness harness, List<Peer> peers) throws IOException {
        for (int i = 0; i < STALLED; i++) {
            Peer peer = TlsPeers.slowReader(tls.certificates.client(), harness.port());
            peers.add(peer);
            peer.send(numbered(i, 4));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stalledReadersAreClosedWhenTheirQueueIsFull(Transport transport) throws IOException {
        expectEnds(transport, FLOOD_PACKETS * FLOOD_BODY / 2, "send-limit");
    }

    /** No other write shows that they have stalled. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stalledReadersAreClosedAfterTheirTime(Transport transport) throws IOException {
        expectEnds(transport, 2 * FLOOD_PACKETS * FLOOD_BODY, "write-stalled");
    }

    private void expectEnds(Transport transport, int maxBytes, String reason) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = startFlooding(transport, maxBytes, HostileTls.SHORT_TIME)) {
            int sockets = tls.socketsAfterServingOne(harness);
            long memory = pinnedMemory();
            connect(harness, peers);
            await().atMost(HostileTls.PATIENCE).until(() -> tls.listener.ends.size() == STALLED);
            assertThat(tls.listener.ends).extracting(DisconnectReason::name).containsOnly(reason);
            // They are still there, and have read nothing.
            tls.expectNothingLeft(harness, sockets + STALLED);
            await().atMost(HostileTls.PATIENCE).until(() -> pinnedMemory() <= memory);
            tls.socketsAfterServingOne(harness);
        } finally {
            reset(peers);
        }
    }

    private static void reset(List<Peer> peers) throws IOException {
        for (Peer peer : peers) {
            peer.reset();
        }
    }

    /** What is queued is one packet, which all of them share: the rest is what was encrypted and is not sent. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stalledReadersHoldNoMoreThanOneEncryptedWrite(Transport transport) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = startFlooding(transport, 2 * FLOOD_PACKETS * FLOOD_BODY, HostileTls.PATIENCE)) {
            int sockets = tls.socketsAfterServingOne(harness);
            long memory = pinnedMemory();
            connect(harness, peers);
            awaitStandstill(harness.server);
            long held = (pinnedMemory() - memory) / STALLED;
            System.out.printf("%d stalled TLS readers on %s hold %,d bytes each%n", STALLED, transport, held);
            assertThat(held).isPositive().isLessThanOrEqualTo(MOST_HELD_BYTES);

            harness.server.sessions().forEach(session -> session.abort(DisconnectReason.CLOSED_BY_SERVER));
            tls.expectNothingLeft(harness, sockets + STALLED);
            await().atMost(HostileTls.PATIENCE).until(() -> pinnedMemory() <= memory);
        } finally {
            reset(peers);
        }
    }

    /** Everybody has asked, and nothing has gone out for a while. */
    private void awaitStandstill(NetworkServer server) {
        await().atMost(HostileTls.PATIENCE).until(() -> tls.listener.received.size() > STALLED);
        AtomicLong before = new AtomicLong(-1);
        await().atMost(HostileTls.PATIENCE)
                .during(STANDSTILL)
                .until(() -> before.getAndSet(server.statistics().bytesOut())
                        == server.statistics().bytesOut());
    }
}
