package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.host.log.LogCapture;
import io.onesend.host.log.LogHold;
import io.onesend.host.ops.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingStream;

/** The keys of connections: who comes in, and for how long. */
@SuppressWarnings("try") // Some resources are only held.
final class LiveNetworkKeys {

    private static final String TRUSTED = "network.proxy.trusted=127.0.0.1";

    static final List<LiveKey> ALL = List.of(
            LiveKey.of("network.max-sessions", "1", LiveNetworkKeys::theSecondIsRefused),
            LiveKey.of("network.max-sessions-per-address", "1", LiveNetworkKeys::theSecondIsRefused),
            LiveKey.of("network.max-frame-bytes", "60KiB", LiveNetworkKeys::aLongFrameComesIn),
            LiveKey.of("network.idle-timeout", "1s", LiveNetworkKeys::aSilentSessionEnds),
            LiveKey.of("network.blocked-warning", "100ms", LiveNetworkKeys::aBusyLogicThreadIsReported),
            LiveKey.of("network.close-timeout", "100ms", LiveNetworkKeys::aPeerThatDoesNotCloseIsCutOff),
            LiveKey.of("network.first-bytes", "1s", LiveNetworkKeys::whoSaysNothingEnds),
            LiveKey.of("network.handshake-timeout", "1s", LiveNetworkKeys::aRequestThatIsNotWholeEnds),
            LiveKey.of("network.proxy.trusted", "127.0.0.1", LiveNetworkKeys::aPlainConnectionLacksItsHeader),
            LiveKey.of(
                    "network.proxy.header", "x-forwarded-for", LiveNetworkKeys::aPlainConnectionNeedsNoHeader, TRUSTED),
            LiveKey.of(
                    "network.websocket.origins",
                    "https://elsewhere.example",
                    host -> isUpgraded(host, "Origin: https://elsewhere.example")),
            LiveKey.of("network.websocket.hosts", "chat.example", host -> isUpgraded(host, "Host: chat.example")),
            LiveKey.of("network.websocket.ping", "1s", LiveNetworkKeys::aWebSocketIsPinged),
            LiveKey.of("tracing.sample", "1", LiveNetworkKeys::aPacketIsTraced));

    private LiveNetworkKeys() {}

    private static void theSecondIsRefused(LiveHost host) throws Exception {
        try (RawPeer first = host.peer();
                RawPeer second = host.peer()) {
            first.expectEcho();
            second.expectEnd();
            first.expectEcho();
        }
    }

    private static void aLongFrameComesIn(LiveHost host) throws Exception {
        byte[] longer = RawPeer.packet(RawPeer.ECHO, 50_000);
        try (RawPeer peer = host.peer()) {
            peer.send(longer);
            peer.expect(longer);
        }
    }

    private static void aSilentSessionEnds(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.expectEcho();
            peer.expectEnd();
        }
    }

    private static void aBusyLogicThreadIsReported(LiveHost host) throws Exception {
        try (LogCapture log = LogCapture.of("io.onesend.network.logic.BlockedTasks");
                LogHold hold = host.holdLogic()) {
            await().atMost(LiveHost.WITHIN)
                    .until(() -> log.messages().stream().anyMatch(line -> line.contains("has held up chat-logic")));
        }
    }

    /** Its server ends its own side first, and waits for the peer's. */
    private static void aPeerThatDoesNotCloseIsCutOff(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.expectEcho();
            String row = host.host().operations().call(Operator.CONSOLE, "sessions", Map.of()).lines().stream()
                    .filter(line -> line.startsWith("#"))
                    .findFirst()
                    .orElseThrow();
            String id = row.substring(0, row.indexOf(' '));
            host.host().operations().call(Operator.CONSOLE, "kick", Map.of("who", id));
            // With what the host began with it would take 8 seconds.
            await().atMost(Duration.ofSeconds(6)).until(() -> host.sessions() == 0);
        }
    }

    private static void whoSaysNothingEnds(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.expectEnd();
        }
    }

    private static void isUpgraded(LiveHost host, String header) throws Exception {
        try (RawPeer peer = host.peer()) {
            assertThat(peer.upgrade(header)).isEqualTo("101");
        }
    }

    private static void aRequestThatIsNotWholeEnds(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.send("GET /ws HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            peer.expectEnd();
        }
    }

    private static void aPlainConnectionLacksItsHeader(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.send(RawPeer.packet(RawPeer.ECHO, 3));
            peer.expectEnd();
        }
    }

    private static void aPlainConnectionNeedsNoHeader(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.expectEcho();
        }
    }

    private static void aWebSocketIsPinged(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            assertThat(peer.upgrade()).isEqualTo("101");
            assertThat(peer.readByte()).as("a ping, whole").isEqualTo(0x89);
        }
    }

    private static void aPacketIsTraced(LiveHost host) throws Exception {
        String event = "io.onesend.network.PacketTrace";
        CountDownLatch traced = new CountDownLatch(1);
        try (RecordingStream recording = new RecordingStream()) {
            recording.enable(event);
            recording.onEvent(event, one -> traced.countDown());
            recording.startAsync();
            try (RawPeer peer = host.peer()) {
                peer.expectEcho();
            }
            assertThat(traced.await(LiveHost.WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
