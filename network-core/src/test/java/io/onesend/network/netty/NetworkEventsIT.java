package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Send;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the Flight Recorder events, as a recording shows them. */
@SuppressWarnings("try") // Some peers are only opened, and never read.
class NetworkEventsIT {

    private static final String PREFIX = "io.onesend.network.";
    private static final int BIG = 64 * 1024;

    private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    private final RecordingStream recording = new RecordingStream();

    @BeforeEach
    void record() {
        for (String name : List.of("SessionStart", "SessionEnd", "SlowReceiver", "QueueFull")) {
            recording.enable(PREFIX + name);
        }
        recording.enable(PREFIX + "LogicDelay").withThreshold(Duration.ofMillis(20));
        recording.setReuse(false);
        recording.onEvent(events::add);
        recording.startAsync();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    private List<RecordedEvent> named(String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(PREFIX + name))
                .toList();
    }

    private RecordedEvent only(String name) {
        await().until(() -> !named(name).isEmpty());
        assertThat(named(name)).hasSize(1);
        return named(name).get(0);
    }

    private static NetworkConfig with(WhenFull whenFull, long maxBytes) {
        Send send = CONFIG.send();
        return CONFIG.toBuilder().sendMaxBytes(maxBytes).sendWhenFull(whenFull).build();
    }

    @Test
    void reportStartAndEnd() throws Exception {
        RecordingListener listener = RecordingListener.echo();
        String address;
        try (ServerHarness harness = new ServerHarness(CONFIG, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1, (byte) 1, (byte) 2));
            peer.receive();
            peer.send(frame(2));
            peer.receive();
            address = listener.session().remoteAddress().toString();
            listener.session().close(DisconnectReason.IDLE);
            peer.expectOrderlyEnd();
        }

        RecordedEvent start = only("SessionStart");
        assertThat(start.getLong("sessionId")).isEqualTo(1);
        assertThat(start.getString("remoteAddress")).isEqualTo(address);
        assertThat(start.getString("door")).isEqualTo("plain");
        RecordedEvent end = only("SessionEnd");
        assertThat(end.getLong("sessionId")).isEqualTo(1);
        assertThat(end.getString("remoteAddress")).isEqualTo(address);
        assertThat(end.getString("reason")).isEqualTo("idle");
        assertThat(end.getLong("seconds")).isBetween(0L, 60L);
        assertThat(end.getLong("packetsIn")).isEqualTo(2);
        assertThat(end.getLong("bytesIn")).isEqualTo(12);
        assertThat(end.getLong("packetsOut")).isEqualTo(2);
        assertThat(end.getLong("bytesOut")).isEqualTo(12);
        assertThat(end.getLong("bytesWaiting")).isZero();
    }

    @Test
    void reportTheDoorOfASession() throws Exception {
        RecordingListener listener = RecordingListener.echo();
        NetworkConfig config =
                CONFIG.toBuilder().doors(Doors.of(Door.PLAIN, Door.WEBSOCKET)).build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = WebPeers.upgraded(harness)) {
            peer.send(WebSocketFrames.close(1000, ""));
            peer.receiveMessage();
        }

        assertThat(only("SessionStart").getString("door")).isEqualTo("websocket");
    }

    @Test
    void reportASlowReceiverAndWhatWaitedAtTheEnd() throws Exception {
        RecordingListener listener = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(with(WhenFull.DROP_NEWEST, 64L << 20), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            await().until(() -> !listener.sessions.isEmpty());
            Session session = listener.session();
            for (int i = 0; i < 200; i++) {
                session.send(new byte[BIG]);
            }

            RecordedEvent slow = only("SlowReceiver");
            assertThat(slow.getLong("sessionId")).isEqualTo(session.id());
            assertThat(slow.getLong("milliseconds")).isGreaterThanOrEqualTo(1000);
            assertThat(slow.getLong("queuedBytes")).isGreaterThan(BIG);

            session.abort(DisconnectReason.CLOSED_BY_SERVER);
        }
        assertThat(only("SessionEnd").getLong("bytesWaiting")).isGreaterThan(BIG);
        assertThat(named("SlowReceiver")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"DISCONNECT,send-limit", "DROP_NEWEST,dropped-newest", "DROP_OLDEST,dropped-oldest"})
    void reportEveryVerdictOnAFullQueue(WhenFull whenFull, String verdict) throws Exception {
        RecordingListener listener = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(with(whenFull, 4 * BIG), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            await().until(() -> !listener.sessions.isEmpty());
            Session session = listener.session();
            long queued = 0;
            while (!isFull(harness, session)) {
                queued += BIG;
                assertThat(queued).as("what a socket buffer may hold").isLessThan(1 << 30);
            }
            await().until(() -> !named("QueueFull").isEmpty());
            session.abort(DisconnectReason.CLOSED_BY_SERVER);
        }
        RecordedEvent full = named("QueueFull").get(0);
        assertThat(full.getString("verdict")).isEqualTo(verdict);
        assertThat(full.getLong("sessionId")).isEqualTo(1);
        assertThat(full.getLong("queuedBytes")).isBetween(0L, 4L * BIG);
    }

    private static boolean isFull(ServerHarness harness, Session session) {
        return session.send(new byte[BIG]) != SendResult.ACCEPTED
                || harness.server.statistics().droppedOldest() > 0;
    }

    @Test
    void tellHowLongAPacketWaitedForTheLogicThread() throws Exception {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(CONFIG, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));
            peer.receive();
            CountDownLatch release = new CountDownLatch(1);
            harness.loop.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            peer.send(frame(2));
            await().until(() -> harness.server.statistics().packetsIn() == 2);
            assertThat(release.await(50, TimeUnit.MILLISECONDS)).isFalse();
            release.countDown();
            peer.receive();
        }
        // A busy machine may have delayed the other turns too.
        await().until(() -> named("LogicDelay").stream().anyMatch(NetworkEventsIT::isTheDelay));
    }

    private static boolean isTheDelay(RecordedEvent event) {
        return event.getLong("sessionId") == 1
                && event.getLong("waitingPackets") == 1
                && event.getDuration().compareTo(Duration.ofMillis(50)) >= 0;
    }
}
