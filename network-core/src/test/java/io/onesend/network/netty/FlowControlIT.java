package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a sender that follows its receivers: offers until a session is full, and goes on in onWritable. */
class FlowControlIT {

    private static final int BODY = 4000;
    private static final int PACKETS = 5000;
    private static final int MAX_BYTES = 256 * 1024;

    private static NetworkConfig config(Transport transport, Store store, WhenFull whenFull) {
        return CONFIG.toBuilder()
                .transport(transport)
                .sendStore(store)
                .sendMaxBytes(MAX_BYTES)
                .sendWhenFull(whenFull)
                .build();
    }

    /** Sends numbered packets from when the peer asks for them, as fast as they are taken. */
    private static final class Source implements SessionListener<byte[]> {
        final Map<Session, Integer> next = new ConcurrentHashMap<>();
        final Map<Session, Integer> fulls = new ConcurrentHashMap<>();
        final Map<Session, Integer> calls = new ConcurrentHashMap<>();
        final List<String> faults = new ArrayList<>();

        @Override
        public void onReceive(Session session, byte[] packet) {
            next.put(session, 0);
            // What holds back packets does not hold back this.
            session.suspend();
            send(session);
        }

        @Override
        public void onWritable(Session session) {
            calls.merge(session, 1, Integer::sum);
            if (!session.logicLoop().inLoop()) {
                faults.add("not on the logic thread");
            }
            send(session);
        }

        private void send(Session session) {
            int number = next.get(session);
            while (number < PACKETS) {
                try (EncodedPacket packet = EncodedPacket.copyOf(numbered(number, BODY))) {
                    SendResult result = session.offer(packet);
                    if (result != SendResult.ACCEPTED) {
                        fulls.merge(session, 1, Integer::sum);
                        // By now it may be writable again: the I/O thread writes meanwhile.
                        if (result != SendResult.FULL) {
                            faults.add(result.toString());
                        }
                        break;
                    }
                }
                number++;
            }
            next.put(session, number);
        }
    }

    private static void receiveAll(Peer peer) throws IOException {
        for (int i = 0; i < PACKETS; i++) {
            assertThat(number(peer.receive())).isEqualTo(i);
        }
    }

    static Stream<Arguments> transportsAndStores() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(
                        Arguments.of(transport, Store.QUEUE, WhenFull.DISCONNECT),
                        Arguments.of(transport, Store.QUEUE, WhenFull.DROP_OLDEST),
                        Arguments.of(transport, Store.RING, WhenFull.DROP_NEWEST)));
    }

    @ParameterizedTest
    @MethodSource("transportsAndStores")
    void losesNothingAndKeepsToTheLimitWithAReceiverSlowerThanItself(
            Transport transport, Store store, WhenFull whenFull) throws IOException {
        Source source = new Source();
        try (ServerHarness harness = new ServerHarness(config(transport, store, whenFull), source);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.send(frame(1));
            await().until(() -> !source.fulls.isEmpty());
            Session session = source.next.keySet().iterator().next();
            await().until(() -> session.queuedBytes() > 0);
            assertThat(session.queuedBytes()).isLessThanOrEqualTo(MAX_BYTES);

            receiveAll(peer);

            await().until(() -> session.queuedBytes() == 0);
            await().until(session::isWritable);
            assertThat(source.faults).isEmpty();
            assertThat(source.calls.get(session)).isGreaterThanOrEqualTo(source.fulls.get(session));
            assertThat(harness.server.statistics().droppedOldest()
                            + harness.server.statistics().droppedNewest())
                    .isZero();
        }
    }

    /** All sessions together need many times what the server allows, so each is full for the others' sake. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void sharesTheServersLimitWithoutLeavingASessionBehind(Transport transport) throws Exception {
        Source source = new Source();
        NetworkConfig small = config(transport, Store.QUEUE, WhenFull.DISCONNECT).toBuilder()
                .sendMaxTotalBytes(3L * BODY)
                .ioThreads(2)
                .build();
        try (ServerHarness harness = new ServerHarness(small, source)) {
            List<Thread> peers = new ArrayList<>();
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < 8; i++) {
                Thread thread = new Thread(() -> {
                    try (Peer peer = new Peer(harness.port(), 4096)) {
                        peer.send(frame(1));
                        receiveAll(peer);
                    } catch (Throwable failed) {
                        failures.add(failed);
                    }
                });
                thread.start();
                peers.add(thread);
            }
            for (Thread peer : peers) {
                peer.join();
            }
            assertThat(failures).isEmpty();
            assertThat(source.faults).isEmpty();
            assertThat(source.fulls).as("sessions that had to wait").isNotEmpty();
        }
    }

    @Test
    void acceptsAPacketLongerThanTheLimitWhenTheQueueIsEmpty() throws IOException {
        byte[] large = numbered(7, 60_000);
        AtomicReference<SendResult> second = new AtomicReference<>();
        SessionListener<byte[]> listener = (session, packet) -> {
            session.send(large);
            try (EncodedPacket same = EncodedPacket.copyOf(large)) {
                second.set(session.offer(same));
            }
        };
        NetworkConfig small = CONFIG.toBuilder().sendMaxBytes(1000).build();
        try (ServerHarness harness = new ServerHarness(small, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));

            assertThat(peer.receive()).isEqualTo(large);
            assertThat(second).hasValue(SendResult.FULL);
        }
    }

    @Test
    void warnsAtTheStartOfFramesThatCouldNotBeSentOn() {
        NetworkConfig ring =
                CONFIG.toBuilder().sendStore(Store.RING).sendMaxBytes(4095).build();
        assertThat(logOfAStart(ring))
                .contains("maxFrameBytes is 4096, but the longest packet that can be sent is 4095");

        NetworkConfig queue = ring.toBuilder().sendStore(Store.QUEUE).build();
        assertThat(logOfAStart(queue)).doesNotContain("maxFrameBytes");

        NetworkConfig webSocket = ring.toBuilder()
                .sendMaxBytes(4099)
                .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET))
                .build();
        assertThat(logOfAStart(webSocket))
                .contains("maxFrameBytes is 4096, but the longest packet that can be sent is 4095");
        NetworkConfig withRoomForTheHeader =
                webSocket.toBuilder().sendMaxBytes(4100).build();
        assertThat(logOfAStart(withRoomForTheHeader)).doesNotContain("maxFrameBytes");
    }

    private static String logOfAStart(NetworkConfig config) {
        try (CapturedLog log = new CapturedLog()) {
            new ServerHarness(config, new RecordingListener()).close();
            return log.text();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void namesBothNumbersWhenAPacketNeverFits(Store store) throws IOException {
        RecordingListener listener = new RecordingListener();
        List<SendResult> results = new ArrayList<>();
        listener.onPacket = (session, packet) -> {
            try (EncodedPacket large = EncodedPacket.copyOf(new byte[2001])) {
                results.add(session.offer(large));
            }
        };
        NetworkConfig small = CONFIG.toBuilder()
                .sendStore(store)
                .sendMaxBytes(1000)
                .sendMaxTotalBytes(2000)
                .sendWhenFull(WhenFull.DROP_NEWEST)
                .build();
        try (ServerHarness harness = new ServerHarness(small, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));
            await().until(() -> !listener.ends.isEmpty());
        }
        assertThat(results).containsExactly(SendResult.CLOSED);
        String longest = store == Store.RING ? "1000" : "2000";
        assertThat(listener.ends)
                .containsExactly(DisconnectReason.SEND_LIMIT.withDetail(
                        "a packet of 2001 bytes; the longest that fits is " + longest + " bytes"));
    }
}
