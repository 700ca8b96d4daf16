package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Step 10, completions in batches. The course proposes {@code GetQueuedCompletionStatusEx}, which takes many completions from the
 * port with one call. Here one pass of an event loop handles all that is ready: epoll's list, or io_uring's completion queue. What
 * a pass makes to be sent leaves together at its end.
 *
 * <p>The server has one I/O thread, and its callbacks run there. It is held up in one of them until every client has sent. The
 * number of writes so far then tells one pass from the next, because a pass writes at its end.
 *
 * <p>To read: {@link io.onesend.network.Transport}, {@link Logic#inline()}, {@link io.onesend.network.netty.EventLoops},
 * {@link io.onesend.network.netty.SendLane}.
 */
class Step10BatchedCompletionsIT {

    private static final int CLIENTS = 50;
    private static final NetworkConfig ONE_IO_THREAD = EmbeddedServer.CONFIG.withTransport(TestTransport.CHOSEN, 1);

    /** Echoes, and notes for each packet how many writes there have been by then. */
    private static final class PassWatch implements SessionListener<byte[]>, AutoCloseable {
        private final Set<Long> writesSoFar = ConcurrentHashMap.newKeySet();
        private final CountDownLatch held = new CountDownLatch(1);
        private final Hold hold = new Hold();
        private final NetworkServer server =
                NetworkServer.start(ONE_IO_THREAD, Logic.inline(), PacketDecoder.BYTES, this);

        @Override
        public void onReceive(Session session, byte[] frame) {
            if (held.getCount() > 0) {
                held.countDown();
                hold.run();
                return;
            }
            writesSoFar.add(server.statistics().writes());
            session.send(frame);
        }

        @Override
        public void close() {
            hold.release();
            server.close();
        }
    }

    @Test
    void whatIsReadyTogetherIsHandledInOnePassOrAFew() throws InterruptedException {
        try (PassWatch watch = new PassWatch();
                RawClient first = RawClient.connect(watch.server.address());
                Clients clients = new Clients()) {
            clients.connect(watch.server.address(), CLIENTS);
            first.send(Wire.echo());
            assertThat(watch.held.await(10, TimeUnit.SECONDS)).isTrue();
            clients.each(client -> client.send(Wire.echo()));
            watch.hold.release();

            clients.each(client -> client.next(Wire.DEV_ECHO));
            assertThat(watch.writesSoFar).as("passes").hasSizeBetween(1, CLIENTS / 5);
        }
    }
}
