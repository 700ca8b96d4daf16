package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Pipe;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a port forward: each connection to it is a connection of its own to a server behind it. */
class PipeIT {

    /** A port forward in front of an echo; both with limits far below what goes through them. */
    private static final class Forward implements AutoCloseable {
        final LogicLoop loop = LogicLoop.start("pipe-logic");
        final NetworkServer echo;
        final NetworkClient client;
        final NetworkServer front;

        Forward(Transport transport, Logic logic) {
            NetworkConfig config = NetworkConfig.anyProtocol()
                    .transport(transport)
                    .sendMaxBytes(200_000)
                    .closeTimeout(Duration.ofSeconds(2))
                    .build();
            echo = NetworkServer.start(
                    config, loop, PacketDecoder.ENCODED, (session, packet) -> session.relay(packet, session));
            client = NetworkClient.start(config, logic);
            front = to(config, logic, echo.port());
        }

        NetworkServer to(NetworkConfig config, Logic logic, int port) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
            return NetworkServer.start(
                    config,
                    logic,
                    PacketDecoder.ENCODED,
                    Pipe.to(far -> client.connect(address, Duration.ofSeconds(5), PacketDecoder.ENCODED, far)));
        }

        @Override
        public void close() {
            front.close();
            client.close();
            echo.close();
            loop.close();
            assertThat(front.statistics().queuedBytes()).isZero();
            assertThat(echo.statistics().queuedBytes()).isZero();
            ThreadCheck.assertNoThreadNamed("net-", "pipe-logic");
        }
    }

    static Stream<Arguments> logics() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(Arguments.of(transport, true), Arguments.of(transport, false)));
    }

    @ParameterizedTest
    @MethodSource("logics")
    void carriesALongStreamThereAndBack(Transport transport, boolean inline) throws Exception {
        LogicLoop own = LogicLoop.start("front-logic");
        try (Forward forward = new Forward(transport, inline ? Logic.inline() : Logic.on(own));
                Peer peer = new Peer(forward.front.port(), 4096)) {
            ByteStream stream = new ByteStream(32 << 20);
            CompletableFuture<Void> sent = stream.sendBy(peer);
            stream.expectAt(peer);
            ByteStream.join(sent);
        } finally {
            own.close();
        }
    }

    @Test
    void closesTheOtherSideAfterWhatWasPassedOn() throws Exception {
        try (Forward forward = new Forward(TestTransport.CHOSEN, Logic.inline());
                ServerSocket behind = new ServerSocket(0);
                NetworkServer front = forward.to(forwardConfig(), Logic.inline(), behind.getLocalPort())) {
            try (Peer peer = new Peer(front.port())) {
                peer.send(new byte[100_000]);
            }
            try (var accepted = behind.accept()) {
                accepted.setSoTimeout(10_000);
                assertThat(accepted.getInputStream().readAllBytes()).hasSize(100_000);
            }
            await().until(() -> front.statistics().sessions() == 0);

            try (Peer peer = new Peer(front.port())) {
                try (var accepted = behind.accept()) {
                    accepted.getOutputStream().write(new byte[50_000]);
                }
                assertThat(peer.receive(50_000)).hasSize(50_000);
                peer.expectOrderlyEnd();
            }
        }
    }

    /** A request that is followed by its end still gets its answer. */
    @Test
    void passesOnTheEndOfEachDirectionByItself() throws Exception {
        try (Forward forward = new Forward(TestTransport.CHOSEN, Logic.inline());
                ServerSocket behind = new ServerSocket(0);
                NetworkServer front = forward.to(forwardConfig(), Logic.inline(), behind.getLocalPort());
                Peer peer = new Peer(front.port())) {
            peer.send(new byte[100_000]);
            peer.endOutput();
            try (var accepted = behind.accept()) {
                accepted.setSoTimeout(10_000);
                assertThat(accepted.getInputStream().readAllBytes()).hasSize(100_000);
                accepted.getOutputStream().write(new byte[200_000]);
            }
            assertThat(peer.receive(200_000)).hasSize(200_000);
            peer.expectOrderlyEnd();
            await().until(() -> front.statistics().sessions() == 0);
        }
    }

    private static NetworkConfig forwardConfig() {
        return NetworkConfig.anyProtocol().transport(TestTransport.CHOSEN).build();
    }

    @Test
    void closesAConnectionWhoseOtherSideCannotBeReached() throws IOException {
        int nobody = FreePort.choose();
        try (Forward forward = new Forward(TestTransport.CHOSEN, Logic.inline());
                NetworkServer front = forward.to(forwardConfig(), Logic.inline(), nobody);
                Peer peer = new Peer(front.port())) {
            peer.expectEnd();
            peer.endOutput();
            await().until(() -> front.statistics().sessions() == 0);
            assertThat(front.statistics().disconnects()).containsKey("network-error");
        }
    }
}
