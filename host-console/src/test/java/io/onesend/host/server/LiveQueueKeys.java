package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.host.log.LogHold;
import java.util.List;

/** The keys of what waits: received and not handled yet, or sent and not taken. */
@SuppressWarnings("try") // Some resources are only held.
final class LiveQueueKeys {

    private static final String RECEIVED = "onesend_network_received_packets_total";
    private static final String DROPPED = "onesend_network_dropped_newest_packets_total";
    private static final int ROOM = 5;

    static final List<LiveKey> ALL = List.of(
            LiveKey.of(
                    "network.inbound.high",
                    "2",
                    host -> readingStopsBefore(host, 10, RawPeer.packets(200, 2)),
                    "network.inbound.low=1"),
            // What a low mark does is a matter of microseconds: here, that the network gets it.
            LiveKey.of(
                    "network.inbound.low",
                    "7",
                    host -> assertThat(host.reload()
                                    .running()
                                    .config()
                                    .network()
                                    .inbound()
                                    .low())
                            .isEqualTo(7)),
            LiveKey.of(
                    "network.inbound.high-bytes",
                    "2KiB",
                    host -> readingStopsBefore(host, 10, RawPeer.packets(40, 1_000)),
                    "network.inbound.low-bytes=1KiB"),
            LiveKey.of(
                    "network.inbound.low-bytes",
                    "9KiB",
                    host -> assertThat(host.reload()
                                    .running()
                                    .config()
                                    .network()
                                    .inbound()
                                    .lowBytes())
                            .isEqualTo(9 << 10)),
            LiveKey.of(
                    "network.inbound.packets-per-second",
                    "1",
                    host -> onlySomeAreEchoed(host, 1),
                    "network.inbound.burst=1"),
            LiveKey.of(
                    "network.inbound.burst",
                    "3",
                    host -> onlySomeAreEchoed(host, 3),
                    "network.inbound.packets-per-second=1"),
            LiveKey.of("network.send.max-bytes", "1KiB", LiveQueueKeys::whoGetsMuchAtOnceEnds),
            LiveKey.of("network.send.when-full", "drop-newest", LiveQueueKeys::messagesAreDropped),
            LiveKey.of("network.send.stall-timeout", "1s", LiveQueueKeys::whoTakesNothingEnds));

    private LiveQueueKeys() {}

    /** Packets that come while the logic thread is busy. Those of a second peer come later, so the first was read as far as it is. */
    private static void readingStopsBefore(LiveHost host, int most, byte[] packets) throws Exception {
        try (LogHold hold = host.holdLogic();
                RawPeer flood = host.peer()) {
            double before = host.metric(RECEIVED);
            flood.send(packets);
            try (RawPeer later = host.peer()) {
                later.send(RawPeer.packet(RawPeer.ECHO, 0));
                await().atMost(LiveHost.WITHIN).until(() -> host.metric(RECEIVED) > before + 1);
                assertThat(host.metric(RECEIVED) - before).isLessThan(most);
            }
        }
    }

    private static void onlySomeAreEchoed(LiveHost host, int some) throws Exception {
        try (RawPeer peer = host.peer()) {
            for (int i = 0; i < some; i++) {
                peer.expectEcho();
            }
            // In far less than a second.
            peer.send(RawPeer.packets(5, 0));
            peer.expectEnd();
        }
    }

    /** All of it is read at once, handled at once, and answered at once. */
    private static void whoGetsMuchAtOnceEnds(LiveHost host) throws Exception {
        try (RawPeer peer = host.peer()) {
            peer.send(RawPeer.packets(50, 100));
            peer.expectEnd();
        }
    }

    /** The sender has the queue of before; the member has one that holds four messages. */
    private static void messagesAreDropped(LiveHost host) throws Exception {
        host.reload(List.of());
        try (ChatClient sender = host.loggedIn("sender")) {
            assertThat(LiveHost.answer(sender.enter(ROOM).toCompletableFuture()))
                    .isEqualTo(ResultCode.NONE);
            host.reload(List.of("network.send.max-bytes=1KiB", "network.send.when-full=drop-newest"));
            try (ChatClient member = host.loggedIn("member")) {
                assertThat(LiveHost.answer(member.enter(ROOM).toCompletableFuture()))
                        .isEqualTo(ResultCode.NONE);
                double before = host.metric(DROPPED);
                host.loop().execute(() -> {
                    for (int i = 0; i < 30; i++) {
                        sender.send(new RoomChatRequest("m".repeat(250)));
                    }
                });
                await().atMost(LiveHost.WITHIN).until(() -> host.metric(DROPPED) > before);
                assertThat(LiveHost.answer(member.leave().toCompletableFuture()))
                        .as("the member is there still")
                        .isEqualTo(ResultCode.NONE);
            }
        }
    }

    private static void whoTakesNothingEnds(LiveHost host) throws Exception {
        byte[] piece = RawPeer.packets(64, 1_000);
        try (RawPeer deaf = host.deafPeer()) {
            // Until the kernel takes no more: what waits for a moment is one piece at most. A queue has room for
            // sixteen.
            while (host.metric("onesend_network_queued_bytes") < 4 * piece.length && host.sessions() > 0) {
                double before = host.metric(RECEIVED);
                deaf.send(piece);
                await().atMost(LiveHost.WITHIN)
                        .until(() -> host.metric(RECEIVED) >= before + 64 || host.sessions() == 0);
            }
            await().atMost(LiveHost.WITHIN).until(() -> host.sessions() == 0);
            assertThat(host.ask("localhost", "/metrics", ""))
                    .contains("onesend_network_disconnects_total{reason=\"write-stalled\"} 1.0");
        }
    }
}
