package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.Doors;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.util.stream.Stream;

/** Runs a server on a free loopback port with its own logic loop; closing it checks that nothing is left. */
final class ServerHarness implements AutoCloseable {

    static final NetworkConfig CONFIG = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();

    final LogicLoop loop = LogicLoop.start("test-logic");
    final NetworkServer server;

    ServerHarness(NetworkConfig config, SessionListener<byte[]> listener) {
        server = NetworkServer.start(config, loop, PacketDecoder.BYTES, listener);
    }

    /** Starts a server whose callbacks do not run on the harness's own loop. */
    ServerHarness(NetworkConfig config, Logic logic, SessionListener<byte[]> listener) {
        server = NetworkServer.start(config, logic, PacketDecoder.BYTES, listener);
    }

    static NetworkConfig config(Transport transport, Doors doors) {
        return CONFIG.toBuilder().transport(transport).doors(doors).build();
    }

    /** The transports to test: every one that this machine has, or the one set for the run, even if the machine lacks it. */
    static Stream<Transport> transports() {
        return TestTransport.isNamed() ? Stream.of(TestTransport.CHOSEN) : available();
    }

    /** Every transport that this machine has. */
    static Stream<Transport> available() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.KQUEUE, Transport.NIO)
                .filter(TransportFactory::isAvailable);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        loop.close();
        assertThat(server.statistics().sessions()).isZero();
        assertThat(server.statistics().queuedBytes()).isZero();
        ThreadCheck.assertNoThreadNamed("net-", "tls-", "test-logic");
    }
}
