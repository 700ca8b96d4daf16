package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Step 10, completions in batches. The course proposes {@code GetQueuedCompletionStatusEx}, which takes many completions from the
 * port with one call. Here one pass of an event loop handles all that is ready: epoll's list, or io_uring's completion queue. What
 * a pass makes to be sent leaves together at its end.
 *
 * <p>The server has one I/O thread, and its callbacks run there. It is held up in one of them until every client has sent. A task
 * that a callback gives to that thread runs when the pass has handled what was ready, so such tasks count the passes.
 *
 * <p>To read: {@link io.onesend.network.Transport}, {@link Logic#inline()}, {@link io.onesend.network.netty.EventLoops},
 * {@link io.onesend.network.netty.SendLane}.
 */
class Step10BatchedCompletionsIT {

    private static final int CLIENTS = 50;
    private static final NetworkConfig ONE_IO_THREAD =
            EmbeddedServer.CONFIG.toBuilder().ioThreads(1).build();

    /** Echoes, and counts the passes in which it was called. */
    private static final class PassCounter implements SessionListener<byte[]>, AutoCloseable {
        private final AtomicInteger passes = new AtomicInteger();
        private final CountDownLatch held = new CountDownLatch(1);
        private final Hold hold = new Hold();
        private final NetworkServer server =
                NetworkServer.start(ONE_IO_THREAD, Logic.inline(), PacketDecoder.BYTES, this);

        // I/O thread.
        private boolean inPass;

        @Override
        public void onReceive(Session session, byte[] frame) {
            if (held.getCount() > 0) {
                held.countDown();
                hold.run();
                return;
            }
            if (!inPass) {
                inPass = true;
                session.logicLoop().execute(this::endPass);
            }
            session.send(frame);
        }

        private void endPass() {
            inPass = false;
            passes.incrementAndGet();
        }

        @Override
        public void close() {
            hold.release();
            server.close();
        }
    }

    @Test
    void whatIsReadyTogetherIsHandledInOnePassOrAFew() throws InterruptedException {
        try (PassCounter counter = new PassCounter();
                RawClient first = RawClient.connect(counter.server.address());
                Clients clients = new Clients()) {
            clients.connect(counter.server.address(), CLIENTS);
            first.send(Wire.echo());
            assertThat(counter.held.await(10, TimeUnit.SECONDS)).isTrue();
            clients.each(client -> client.send(Wire.echo()));
            counter.hold.release();

            clients.each(client -> client.next(Wire.DEV_ECHO));
            await().untilAsserted(() -> assertThat(counter.passes).hasPositiveValue());
            assertThat(counter.passes).hasValueLessThan(CLIENTS / 5);
        }
    }
}
