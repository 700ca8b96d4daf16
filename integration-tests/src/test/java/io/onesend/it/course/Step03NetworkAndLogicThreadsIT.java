package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Step 3, network and logic on threads of their own. In the course, I/O workers put packets into a queue behind a mutex, and a
 * logic thread that looks into it every millisecond sends the answers. Here an I/O thread reads and decodes, and hands the session
 * to the logic thread's queue, which takes no lock and wakes that thread. Any thread may send, as often in a row as it wants to:
 * a send never waits, and one thread's packets stay in order.
 *
 * <p>To read: {@link LogicLoop}, {@link Session#send(byte[])}, {@link io.onesend.network.Logic} for other choices of threads.
 */
class Step03NetworkAndLogicThreadsIT {

    @Test
    void packetsAreDecodedOnAnIoThreadAndHandledOnTheLogicThread() {
        ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
        PacketDecoder<byte[]> decoder = frame -> {
            threads.add(Thread.currentThread().getName());
            return frame.rest();
        };
        SessionListener<byte[]> echo = (session, frame) -> {
            threads.add(Thread.currentThread().getName());
            session.send(frame);
        };

        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, decoder, echo);
                RawClient client = server.connect()) {
            client.send(Wire.echo()).next(Wire.DEV_ECHO);
        }

        assertThat(threads).hasSize(2);
        assertThat(threads.poll()).startsWith("net-io-");
        assertThat(threads.poll()).isEqualTo("course-logic");
    }

    @Test
    void anotherThreadSendsManyPacketsInARowAndTheyStayInOrder() {
        int packets = 1_000;
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
                RawClient client = server.connect()) {
            CompletableFuture<Void> sender = connected
                    .orTimeout(10, TimeUnit.SECONDS)
                    .thenAcceptAsync(session -> {
                        for (int number = 0; number < packets; number++) {
                            session.send(Wire.ping(number));
                        }
                    });

            for (int number = 0; number < packets; number++) {
                assertThat(client.next(Wire.PING).i16()).isEqualTo(number);
            }
            sender.join();
        }
    }

    @Test
    void aResultFromAnotherThreadComesBackToTheLogicThread() {
        SessionListener<byte[]> application = (session, frame) -> CompletableFuture.supplyAsync(() -> frame)
                .thenAcceptAsync(
                        result -> {
                            if (!session.logicLoop().inLoop()) {
                                throw new CompletionException(new IllegalStateException("not on the logic thread"));
                            }
                            session.send(result);
                        },
                        session.logicLoop()::execute);

        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, PacketDecoder.BYTES, application);
                RawClient client = server.connect()) {
            client.send(Wire.echo((byte) 3));

            assertThat(client.next(Wire.DEV_ECHO).body()).containsExactly(3);
        }
    }
}
