package io.onesend.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.ThreadCheck;
import java.util.function.Function;

/** A sample in the test's own process, where leaks and threads can be checked. */
final class RunningSample implements AutoCloseable {

    final LogicLoop logic = LogicLoop.start("sample-logic");
    final NetworkServer server;

    /** @param start gets a loop, which not every sample needs */
    RunningSample(Function<LogicLoop, NetworkServer> start) {
        server = start.apply(logic);
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
