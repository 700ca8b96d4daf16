package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Step 10, lighter locks. In the course, a mutex guards every client's send queue and another the packets for the logic
 * thread. Here the way of a message has no lock: queues are lock-free, states change by compare-and-set, and what one thread owns
 * needs neither. The JVM's flight recorder, which sees every thread that waits for a monitor or a lock, sees none of many
 * senders to one session.
 *
 * <p>To read: {@link io.onesend.network.logic.LogicLoop}, {@link io.onesend.network.logic.AnyThread},
 * {@link io.onesend.network.netty.SendQueue}, {@link io.onesend.network.netty.SendLane},
 * {@link io.onesend.network.netty.InboundQueue}.
 */
class Step10LighterLocksIT {

    private static final int SENDERS = 4;
    private static final int PACKETS = 500;

    @TempDir
    private Path folder;

    /** Sends what it was given, in a row, once all may start. */
    private record Sender(Session session, List<EncodedPacket> packets, CountDownLatch start) implements Runnable {

        static Sender of(int number, Session session, CountDownLatch start) {
            List<EncodedPacket> packets = new ArrayList<>();
            for (int i = 0; i < PACKETS; i++) {
                packets.add(EncodedPacket.copyOf(Wire.echo(Wire.concat(Wire.i16(number), Wire.i16(i)))));
            }
            return new Sender(session, packets, start);
        }

        @Override
        public void run() {
            try {
                start.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            packets.forEach(session::send);
            packets.forEach(EncodedPacket::close);
        }
    }

    @Test
    void manySendersToOneSessionWaitForNothing() throws Exception {
        CompletableFuture<Session> connected = new CompletableFuture<>();
        SessionListener<byte[]> application = new SessionListener<>() {
            @Override
            public void onConnect(Session session) {
                connected.complete(session);
            }

            @Override
            public void onReceive(Session session, byte[] frame) {}
        };

        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, PacketDecoder.BYTES, application);
                RawClient receiver = server.connect()) {
            Session session = connected.get(10, TimeUnit.SECONDS);
            // Loads the classes, so that no sender waits for that.
            session.send(Wire.echo());
            receiver.next(Wire.DEV_ECHO);

            List<RecordedEvent> waits = waitsInsideTheNetwork(() -> {
                List<Thread> senders = startSenders(session);
                assertEachSendersPacketsComeInOrder(receiver);
                senders.forEach(Step10LighterLocksIT::join);
            });

            assertThat(waits).isEmpty();
        }
    }

    private static List<Thread> startSenders(Session session) {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int number = 0; number < SENDERS; number++) {
            Thread sender = new Thread(Sender.of(number, session, start), "sender-" + number);
            sender.start();
            senders.add(sender);
        }
        start.countDown();
        return senders;
    }

    private static void join(Thread sender) {
        try {
            sender.join(10_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        assertThat(sender.isAlive()).as(sender.getName()).isFalse();
    }

    private static void assertEachSendersPacketsComeInOrder(RawClient receiver) {
        int[] next = new int[SENDERS];
        for (int i = 0; i < SENDERS * PACKETS; i++) {
            Packet packet = receiver.next(Wire.DEV_ECHO);
            int sender = packet.body()[0];
            assertThat(packet.body()).startsWith(Wire.i16(sender)).endsWith(Wire.i16(next[sender]));
            next[sender]++;
        }
    }

    /** What the flight recorder saw of the senders, where the network's code was on their stack. */
    private List<RecordedEvent> waitsInsideTheNetwork(Runnable work) throws IOException {
        Path file = folder.resolve("waits.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.JavaMonitorEnter")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(Step10LighterLocksIT::isOfASenderInsideTheNetwork)
                .toList();
    }

    private static boolean isOfASenderInsideTheNetwork(RecordedEvent event) {
        return event.getThread() != null
                && event.getThread().getJavaName().startsWith("sender-")
                && event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith("io.onesend.network."));
    }
}
