package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkServer;
import io.onesend.network.PacketTrace;
import io.onesend.network.PacketTracer;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a tracer and a recording learn of single packets. */
@SuppressWarnings("try") // Some peers are only opened, and never read.
class PacketTraceIT {

    private static final String EVENT = "io.onesend.network.PacketTrace";

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = new RecordingListener();
    private final List<PacketTrace> traces = new CopyOnWriteArrayList<>();
    private volatile int oneIn = 1;

    private final PacketTracer tracer = new PacketTracer() {
        @Override
        public int oneIn() {
            return oneIn;
        }

        @Override
        public void traced(PacketTrace trace) {
            traces.add(trace);
        }
    };

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer start(NetworkConfig config) {
        return NetworkServer.start(
                config,
                Logic.on(loop),
                List.of(Endpoint.builder(PacketDecoder.BYTES, listener)
                        .packetTracer(tracer)
                        .build()));
    }

    /** To everybody who is there. */
    private void relay(Session from, byte[] bytes) {
        try (EncodedPacket packet = EncodedPacket.copyOf(bytes)) {
            Session.sendToAll(listener.sessions, packet);
        }
    }

    private Peer joined(NetworkServer server) throws IOException {
        int before = listener.sessions.size();
        Peer peer = new Peer(server.port());
        await().until(() -> listener.sessions.size() > before);
        return peer;
    }

    @Test
    void timesOfAPacketAreInOrderUntilEverybodyHasGotIt() throws Exception {
        listener.onPacket = this::relay;
        List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        try (RecordingStream recording = new RecordingStream()) {
            recording.enable(EVENT);
            recording.setReuse(false);
            recording.onEvent(EVENT, events::add);
            recording.startAsync();
            try (NetworkServer server = start(CONFIG);
                    Peer sender = joined(server);
                    Peer second = joined(server);
                    Peer third = joined(server)) {
                sender.send(frame(7, (byte) 1, (byte) 2, (byte) 3));
                for (Peer each : List.of(sender, second, third)) {
                    assertThat(each.receive()).isEqualTo(frame(7, (byte) 1, (byte) 2, (byte) 3));
                }
                await().until(() -> traces.size() == 1 && events.size() == 1);
            }
        }
        PacketTrace trace = traces.get(0);
        assertThat(trace.sessionId()).isEqualTo(1);
        assertThat(trace.packet()).isEqualTo("byte[]");
        assertThat(trace.bytes()).isEqualTo(8);
        assertThat(trace.sends()).isEqualTo(3);
        assertThat(List.of(
                        Duration.ZERO,
                        trace.decoded(),
                        trace.logicBegun(),
                        trace.encoded(),
                        trace.firstWritten(),
                        trace.lastWritten()))
                .isSorted();
        assertThat(trace.logicDone()).isGreaterThan(trace.encoded());
        assertThat(trace.whole()).isGreaterThanOrEqualTo(trace.lastWritten()).isGreaterThanOrEqualTo(trace.logicDone());

        RecordedEvent event = events.get(0);
        assertThat(event.getLong("sessionId")).isEqualTo(1);
        assertThat(event.getDuration("decoded")).isEqualTo(trace.decoded());
        assertThat(event.getDuration("logicBegun")).isEqualTo(trace.logicBegun());
        assertThat(event.getDuration("logicDone")).isEqualTo(trace.logicDone());
        assertThat(event.getDuration("encoded")).isEqualTo(trace.encoded());
        assertThat(event.getDuration("firstWritten")).isEqualTo(trace.firstWritten());
        assertThat(event.getDuration("lastWritten")).isEqualTo(trace.lastWritten());
        assertThat(event.getInt("sends")).isEqualTo(3);
    }

    @Test
    void aPacketThatIsAnsweredWithNothingHasNoWrites() throws Exception {
        try (NetworkServer server = start(CONFIG);
                Peer peer = joined(server)) {
            peer.send(frame(1));
            await().until(() -> traces.size() == 1);
        }
        assertThat(traces.get(0).sends()).isZero();
        assertThat(traces.get(0).encoded()).isNull();
        assertThat(traces.get(0).lastWritten()).isNull();
        assertThat(traces.get(0).whole()).isEqualTo(traces.get(0).logicDone());
    }

    @Test
    void aReceiverThatEndsWithoutReadingDoesNotKeepTheTrace() throws Exception {
        byte[] large = new byte[4000];
        listener.onPacket = (session, bytes) -> {
            for (int i = 0; i < 10_000 && listener.sessions.get(1).isOpen(); i++) {
                relay(session, frame(2, large));
            }
        };
        NetworkConfig roomy = CONFIG.toBuilder()
                .sendMaxBytes(256L << 20)
                .sendMaxTotalBytes(512L << 20)
                .build();
        try (NetworkServer server = start(roomy);
                Peer sender = joined(server);
                Peer deaf = new Peer(server.port(), 4096)) {
            await().until(() -> listener.sessions.size() == 2);
            sender.send(frame(1));
            await().until(() -> listener.received.size() == 1);
            deaf.reset();
            sender.close();
            await().until(() -> traces.size() == 1);
        }
        assertThat(traces.get(0).sends()).isGreaterThan(2);
    }

    @Test
    void aSessionIsTracedAsItWasAskedForWhenItBegan() throws Exception {
        listener.onPacket = Session::send;
        oneIn = 0;
        try (NetworkServer server = start(CONFIG);
                Peer before = joined(server)) {
            oneIn = 1;
            try (Peer later = joined(server)) {
                before.send(frame(1));
                assertThat(before.receive()).isEqualTo(frame(1));
                later.send(frame(2));
                assertThat(later.receive()).isEqualTo(frame(2));
                await().until(() -> !traces.isEmpty());
            }
        }
        assertThat(traces).extracting(PacketTrace::sessionId).containsExactly(2L);
    }

    @Test
    void oneInManyIsTraced() throws Exception {
        listener.onPacket = Session::send;
        oneIn = 10;
        int packets = 2_000;
        try (NetworkServer server = start(CONFIG);
                Peer peer = joined(server)) {
            for (int i = 0; i < packets; i++) {
                peer.send(frame(1));
                peer.receive();
            }
            await().until(() -> listener.received.size() == packets);
        }
        // Ten standard deviations around 200.
        assertThat(traces).hasSizeBetween(66, 334);
    }

    @Test
    void aRingKeepsBytesAndNoTraces() throws Exception {
        listener.onPacket = Session::send;
        try (NetworkServer server =
                        start(CONFIG.toBuilder().sendStore(Store.RING).build());
                Peer peer = joined(server)) {
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
            await().until(() -> traces.size() == 1);
        }
        assertThat(traces.get(0).sends()).isZero();
    }
}
