package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;

/** A server of network-core alone, in the test's own process: a free port of loopback and one logic thread. */
final class EmbeddedServer implements AutoCloseable {

    static final NetworkConfig CONFIG = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();

    final LogicLoop logic = LogicLoop.start("course-logic");
    final NetworkServer network;

    <P> EmbeddedServer(NetworkConfig config, PacketDecoder<P> decoder, SessionListener<P> listener) {
        network = NetworkServer.start(config, logic, decoder, listener);
    }

    RawClient connect() {
        return RawClient.connect(network.address());
    }

    /** A client whose kernel takes in little: what it does not read soon waits at the server. */
    RawClient connectSlowReceiver() {
        return RawClient.connect(network.address(), 4_096);
    }

    /** The server first, then its logic thread; nothing of either is left. */
    @Override
    public void close() {
        network.close();
        logic.close();
        assertThat(network.statistics().sessions()).isZero();
        assertThat(network.statistics().queuedBytes()).isZero();
        ThreadCheck.assertNoThreadNamed("net-", "course-logic");
    }
}
