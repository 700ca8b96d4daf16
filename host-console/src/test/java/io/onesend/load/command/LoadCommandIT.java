package io.onesend.load.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.load.dummy.FaultyServer;
import io.onesend.load.dummy.FaultyServer.Fault;
import io.onesend.network.testing.FreePort;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exit statuses and words of the load command; its counts are tested where the counting is. */
class LoadCommandIT {

    private static final String CHAT = "load chat --members 4 --rate 100 --duration 300ms --grace 300ms --port ";

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void makeProcess() {
        process = new TestContext(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPS", "DOUBLES", "MAKES_ONE_UP", "CLOSES_A_CONNECTION"})
    void exitsWith1WhenSomethingWentWrong(Fault fault) {
        try (FaultyServer server = new FaultyServer(fault)) {
            assertThat(process.run((CHAT + server.port()).split(" "))).isEqualTo(1);
        }
    }

    @Test
    void exitsWith0WhenNothingWentWrong() {
        try (FaultyServer server = new FaultyServer(Fault.NONE)) {
            assertThat(process.run((CHAT + server.port()).split(" ")))
                    .as(process.out())
                    .isZero();
            // Server and dummies are one process here; that is the only remark.
            assertThat(process.err().lines())
                    .containsExactly("the server's CPU and memory are left out: it is this very process");
        }
    }

    @Test
    void namesTheResultOfARefusal() {
        try (FaultyServer server = new FaultyServer(Fault.REFUSES_A_LOGIN)) {
            assertThat(process.run((CHAT + server.port()).split(" "))).isEqualTo(1);
            assertThat(process.err()).containsOnlyOnce("login refused: LOGIN_USER_INVALID_PW (33)");
        }
    }

    @Test
    void endsWhenAskedToAndStillTellsWhatItCounted() throws Exception {
        try (FaultyServer server = new FaultyServer(Fault.NONE)) {
            String[] arguments = ("load echo --rate 50 --duration 1h --port " + server.port()).split(" ");
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> process.run(arguments));
            server.awaitPackets(20);

            process.stop.request();

            assertThat(status.get(10, TimeUnit.SECONDS)).as(process.out()).isZero();
            assertThat(process.out()).contains("messages sent");
        }
    }

    @Test
    void exitsWith1WhereNobodyListens() throws Exception {
        int port = FreePort.choose();

        assertThat(process.run("load", "connect", "--port", Integer.toString(port)))
                .isEqualTo(1);
        assertThat(process.err()).contains("cannot connect to", ":" + port).contains("10 times");
    }
}
