package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.util.function.Function;
import java.util.stream.Stream;

/** A sample in the test's own process, where leaks and threads can be checked. */
final class RunningSample implements AutoCloseable {

    final LogicLoop logic = LogicLoop.start("sample-logic");
    final NetworkServer server;

    /** @param start gets a loop, which not every sample needs */
    RunningSample(Function<LogicLoop, NetworkServer> start) {
        server = start.apply(logic);
    }

    /** Those that the run is about: the one it was told, or each that works here. */
    static Stream<Transport> transports() {
        return TestTransport.isNamed()
                ? Stream.of(TestTransport.CHOSEN)
                : Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.KQUEUE, Transport.NIO)
                        .filter(RunningSample::isAvailable);
    }

    private static boolean isAvailable(Transport transport) {
        try {
            return NetworkServer.proveTransport(transport) == transport;
        } catch (NetworkException notHere) {
            return false;
        }
    }

    String port() {
        return Integer.toString(server.port());
    }

    RawClient connect() {
        return RawClient.connect(server.address());
    }

    /** The server first, then its logic thread; nothing of either is left. */
    @Override
    public void close() {
        server.close();
        logic.close();
        assertThat(server.statistics().sessions()).isZero();
        assertThat(server.statistics().queuedBytes()).isZero();
        ThreadCheck.assertNoThreadNamed("net-", "sample-logic");
    }
}
