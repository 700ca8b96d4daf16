package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port forward on the public API alone passes on what comes before and after the end of either side. */
class HalfCloseForwardIT {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final DisconnectReason NO_TARGET = DisconnectReason.of("no-target", DisconnectReason.Fault.NETWORK);

    /** Passes on a session's bytes, and its end, to the session that is attached to it. */
    private static class Forward implements SessionListener<byte[]> {
        @Override
        public void onReceive(Session session, byte[] bytes) {
            if (other(session).send(bytes) == SendResult.CLOSED) {
                session.abort(DisconnectReason.CLOSED_BY_SERVER);
            }
        }

        @Override
        public void onInputEnd(Session session) {
            other(session).endOutput();
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            // When both sides have ended in order, the other session still has to send what it has.
            if (session.attachment() instanceof Session other && !reason.equals(DisconnectReason.CLOSED_BY_PEER)) {
                other.abort(reason);
            }
        }

        private static Session other(Session session) {
            return (Session) session.attachment();
        }
    }

    /** Connects each session that comes to the target, and holds it back until then. */
    private static final class Entrance extends Forward {
        private final NetworkClient client;
        private final InetSocketAddress target;

        Entrance(NetworkClient client, InetSocketAddress target) {
            this.client = client;
            this.target = target;
        }

        @Override
        public void onConnect(Session session) {
            session.suspend();
            client.connect(target, Duration.ofSeconds(5), PacketDecoder.BYTES, new Exit(session))
                    .whenComplete((connected, failure) -> {
                        if (failure != null) {
                            session.abort(NO_TARGET);
                        }
                    });
        }
    }

    private static final class Exit extends Forward {
        private final Session entrance;

        Exit(Session entrance) {
            this.entrance = entrance;
        }

        @Override
        public void onConnect(Session session) {
            session.attach(entrance);
            entrance.attach(session);
            entrance.resume();
        }
    }

    /** Reads everything to the end, and only then answers: each byte twice. */
    private static void answerOnce(ServerSocket target) {
        try (Socket socket = target.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(twice(socket.getInputStream().readAllBytes()));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] twice(byte[] request) {
        byte[] answer = new byte[request.length * 2];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = request[i / 2];
        }
        return answer;
    }

    private static byte[] request(int bytes) {
        byte[] request = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            request[i] = (byte) (i * 31 + i / 251);
        }
        return request;
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void passesARequestThatIsFollowedByItsEnd(Transport transport) throws Exception {
        NetworkConfig config = NetworkConfig.anyProtocol()
                .host("127.0.0.1")
                .transport(transport)
                .ioThreads(1)
                .sendMaxBytes(64 << 20)
                .build();
        byte[] request = request(3 << 20);
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LogicLoop logic = LogicLoop.start("test-logic");
                NetworkClient client = NetworkClient.start(config, logic);
                NetworkServer server =
                        NetworkServer.start(config, logic, PacketDecoder.BYTES, new Entrance(client, (InetSocketAddress)
                                target.getLocalSocketAddress()))) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerOnce(target));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(request);
                socket.shutdownOutput();

                byte[] answer = socket.getInputStream().readAllBytes();

                assertThat(Arrays.equals(answer, twice(request)))
                        .as("%d bytes of %d", answer.length, 2 * request.length)
                        .isTrue();
            }
            answered.get(10, TimeUnit.SECONDS);
        }
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }
}
