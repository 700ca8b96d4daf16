package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code redis.uri: embedded}: a first run without set-up, data that stays, no stray child. */
class EmbeddedRedisIT {

    @TempDir
    private Path folder;

    private ServerProcess start() {
        return ServerProcess.launch().in(folder).start();
    }

    private static List<ProcessHandle> redisOf(ServerProcess server) {
        List<ProcessHandle> children = server.process().toHandle().descendants().toList();
        assertThat(children).as("child processes of the server").isNotEmpty();
        return children;
    }

    private static void assertGone(List<ProcessHandle> children) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aFirstRunNeedsNoSetUpAndAccountsOutliveARestart() {
        ServerProcess first = start();
        List<ProcessHandle> firstRedis = redisOf(first);
        try (RawClient client = first.connect()) {
            client.login("kim", "pw").enter(0);
        }
        first.stop();
        first.assertNoComplaint();
        assertGone(firstRedis);
        assertThat(folder.resolve("data/redis")).isNotEmptyDirectory();

        try (ServerProcess second = start();
                RawClient client = second.connect()) {
            client.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.login("kim", "pw");
        }
    }

    @Test
    void afterAKillAccountsAreKeptAndNoStrayIsTrippedOver() {
        ServerProcess killed = start();
        List<ProcessHandle> left = redisOf(killed);
        try (RawClient client = killed.connect()) {
            client.login("kim", "pw");
        }
        killed.kill();

        try (ServerProcess again = start()) {
            assertGone(left);
            try (RawClient client = again.connect()) {
                client.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
                client.login("kim", "pw");
            }
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefusedClearlyAndTheFirstGoesOn() {
        try (ServerProcess first = start()) {
            Jar.Finished refused =
                    ServerProcess.launch().in(folder).startUnchecked().awaitEnd(Duration.ofSeconds(30));

            assertThat(refused.status()).isNotZero();
            assertThat(refused.err())
                    .contains("redis.data-dir", String.valueOf(first.process().pid()))
                    .doesNotContain("\tat ");
            try (RawClient client = first.connect()) {
                client.login("kim", "pw");
            }
        }
    }

    @Test
    void aServerWhoseRedisIsKilledSaysSoStopsInOrderAndStartsAgain() {
        ServerProcess server = start();
        try (RawClient client = server.connect()) {
            client.login("kim", "pw");
        }
        redisOf(server).forEach(ProcessHandle::destroyForcibly);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.admin().page("/readyz").status() == 503);
        try (RawClient client = server.connect()) {
            client.send(Wire.login("lee", "pw")).expect(Wire.LOGIN_RESPONSE, 35).assertQuiet();
        }
        server.stop();

        try (ServerProcess again = start();
                RawClient client = again.connect()) {
            client.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.login("kim", "pw");
        }
    }

    @Test
    void theEmbeddedRedisIsStoppedWithAServerThatCannotStart() {
        try (ServerProcess first = start()) {
            Path other = folder.resolve("other");
            Jar.Child failing = ServerProcess.launch()
                    .in(other)
                    .set("network.port=" + first.port())
                    .startUnchecked();
            failing.awaitEnd(Duration.ofSeconds(30)).expect(71);

            assertThat(ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().command().orElse("").startsWith(other.toString())))
                    .isEmpty();
            ServerProcess.launch().in(other).start().close();
        }
    }
}
