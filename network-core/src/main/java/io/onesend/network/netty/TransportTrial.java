package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Endpoint;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one transport as an application uses it: a server on loopback, a client's session to it, some bytes there and back
 * through the send queues of both, and the end of both. It runs on its own thread, which may hang in the kernel without blocking
 * others.
 */
final class TransportTrial {

    private static final Logger LOG = LoggerFactory.getLogger(TransportTrial.class);

    private static final int BYTES = 64;

    /** One is needed, and a stranger's connection must not take it. With many, the trial would warn of too few descriptors. */
    private static final int SESSIONS = 16;

    /**
     * How often to check for progress. Time without progress is counted in checks, so a pause of the whole process, or a machine
     * so busy that the checks come late, counts for little.
     */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final int LOOKS_UNTIL_A_WORD = 40;

    /** The time-out for closing a session that has stalled; one that works ends at once. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private enum Step {
        LOADING,
        LISTENING,
        CONNECTING,
        ECHOING,
        CLOSING
    }

    private final TransportFactory transport;
    private final CompletableFuture<Void> echoed = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Step step = Step.LOADING;

    private TransportTrial(TransportFactory transport) {
        this.transport = transport;
    }

    /**
     * Starts the trial on a daemon thread; its I/O threads are then daemons too.
     *
     * @param transport need not be available
     */
    static TransportTrial begin(TransportFactory transport) {
        TransportTrial trial = new TransportTrial(transport);
        Thread thread = new Thread(trial::run, "net-proof");
        thread.setDaemon(true);
        thread.start();
        return trial;
    }

    /**
     * Waits until everything has worked and is closed. If the wait is given up, the trial itself closes what it can.
     *
     * @param limit for each step
     * @throws ExecutionException if the transport does not work; the cause says why
     * @throws TimeoutException if a step made no progress; the message says which
     */
    @AnyThread
    void await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            awaitEnd(limit);
        } catch (InterruptedException | TimeoutException givenUp) {
            echoed.completeExceptionally(givenUp);
            throw givenUp;
        }
    }

    private void awaitEnd(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        Step last = step;
        long looks = 0;
        while (!hasEndedWithin(LOOK)) {
            looks++;
            if (step != last) {
                last = step;
                looks = 0;
            } else if (LOOK.multipliedBy(looks).compareTo(limit) >= 0) {
                throw new TimeoutException("stalled while " + nameOf(last) + ", for " + limit.toSeconds() + " s");
            } else if (looks == LOOKS_UNTIL_A_WORD) {
                LOG.info(
                        "transport {} is slow while {}: it has up to {} s",
                        transport.kind().configName(),
                        nameOf(last),
                        limit.toSeconds());
            }
        }
    }

    private boolean hasEndedWithin(Duration time) throws InterruptedException, ExecutionException {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static String nameOf(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private void run() {
        try {
            Throwable obstacle = transport.obstacle().get();
            if (obstacle != null) {
                ended.completeExceptionally(obstacle);
                return;
            }
            useIt();
            ended.complete(null);
        } catch (ExecutionException failed) {
            ended.completeExceptionally(failed.getCause());
        } catch (Throwable failed) {
            // Errors too: a native library or Netty version that does not fit the classes fails with a LinkageError.
            ended.completeExceptionally(failed);
        }
    }

    private void useIt() throws InterruptedException, ExecutionException {
        NetworkConfig config = NetworkConfig.builder()
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(0)
                .transport(transport.kind())
                .ioThreads(1)
                .backlog(SESSIONS)
                .maxSessions(SESSIONS)
                .maxSessionsPerAddress(0)
                .closeTimeout(CLOSE_TIMEOUT)
                .blockedAfter(Duration.ZERO)
                .frameFormat(FrameFormat.RAW)
                .maxFrameBytes(BYTES)
                .build();
        step = Step.LISTENING;
        NettyServer server = NettyServer.on(
                transport,
                config,
                Logic.inline(),
                List.of(Endpoint.builder(PacketDecoder.BYTES, new Echoing()).build()));
        try {
            step = Step.CONNECTING;
            connectTo(server.addresses().get(0), config);
        } finally {
            server.close();
        }
    }

    private void connectTo(SocketAddress address, NetworkConfig config)
            throws InterruptedException, ExecutionException {
        NettyClient client = NettyClient.on(transport, config, Logic.inline());
        try {
            client.connect(address, null, Duration.ZERO, PacketDecoder.BYTES, new Expecting())
                    .whenComplete((session, failure) -> {
                        if (failure != null) {
                            echoed.completeExceptionally(failure);
                        }
                    });
            echoed.get();
            step = Step.CLOSING;
        } finally {
            client.close();
        }
    }

    private void failed(DisconnectReason reason) {
        // If this end has no reason of its own, the other end reports one.
        if (!reason.name().equals(DisconnectReason.CLOSED_BY_PEER.name())) {
            echoed.completeExceptionally(new IllegalStateException("the connection ended: " + reason));
        }
    }

    /** The server's end: sends every frame back. */
    @IoThread
    private final class Echoing implements SessionListener<byte[]> {
        @Override
        public void onReceive(Session session, byte[] bytes) {
            session.send(bytes);
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            failed(reason);
        }
    }

    /** The client's end: expects the same bytes back. */
    @IoThread
    private final class Expecting implements SessionListener<byte[]> {

        private int received;

        @Override
        public void onConnect(Session session) {
            step = Step.ECHOING;
            byte[] bytes = new byte[BYTES];
            for (int i = 0; i < BYTES; i++) {
                bytes[i] = (byte) i;
            }
            session.send(bytes);
        }

        @Override
        public void onReceive(Session session, byte[] bytes) {
            for (byte value : bytes) {
                if (value != received++) {
                    echoed.completeExceptionally(new IllegalStateException("other bytes came back"));
                }
            }
            if (received == BYTES) {
                echoed.complete(null);
            }
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            failed(reason);
        }
    }
}
