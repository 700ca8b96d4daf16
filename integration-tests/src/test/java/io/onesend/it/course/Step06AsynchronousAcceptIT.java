package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Step 6, asynchronous accept. In the course, {@code AcceptEx} is posted beforehand for every free client object, and a new
 * connection is a completion like any other. Here the transport accepts: on io_uring an accept is an operation of the ring, and its
 * completion is the connection; on epoll the listening socket is one of those that are ready. No thread waits for a connection.
 * A place that becomes free is taken by the next connection.
 *
 * <p>To read: {@link io.onesend.network.Transport}, {@link NetworkConfig#maxSessions()},
 * {@link io.onesend.network.netty.AcceptPort}, {@link io.onesend.network.netty.AcceptGate}.
 */
class Step06AsynchronousAcceptIT {

    private static final int CLIENTS = 100;

    /** Counts connects and echoes. */
    private static final class CountingEcho implements SessionListener<byte[]> {
        private final AtomicInteger connects = new AtomicInteger();

        @Override
        public void onConnect(Session session) {
            connects.incrementAndGet();
        }

        @Override
        public void onReceive(Session session, byte[] frame) {
            session.send(frame);
        }
    }

    @Test
    void connectionsAreAcceptedWhileTheLogicThreadIsBusy() {
        CountingEcho application = new CountingEcho();
        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, PacketDecoder.BYTES, application);
                Clients clients = new Clients();
                Hold busy = new Hold()) {
            server.logic.execute(busy);
            clients.connect(server.network.address(), CLIENTS);
            await().until(() -> server.network.statistics().sessions() == CLIENTS);
            assertThat(application.connects).hasValue(0);

            busy.release();
            clients.each(client -> client.send(Wire.echo()).next(Wire.DEV_ECHO));
            assertThat(application.connects).hasValue(CLIENTS);
        }
    }

    @Test
    void aPlaceThatBecomesFreeIsTakenAgain() {
        NetworkConfig twoPlaces = EmbeddedServer.CONFIG.toBuilder()
                .backlog(128)
                .maxSessions(2)
                .maxSessionsPerAddress(0)
                .build();
        try (EmbeddedServer server = new EmbeddedServer(twoPlaces, PacketDecoder.BYTES, new CountingEcho());
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            first.send(Wire.echo()).next(Wire.DEV_ECHO);
            second.send(Wire.echo()).next(Wire.DEV_ECHO);
            server.connect().expectClosed();

            first.shutdownOutput().expectClosed();
            await().until(() -> server.network.statistics().sessions() == 1);
            try (RawClient next = server.connect()) {
                next.send(Wire.echo()).next(Wire.DEV_ECHO);
            }
        }
    }
}
