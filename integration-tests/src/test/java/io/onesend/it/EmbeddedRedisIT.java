package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Signals;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code redis.uri: embedded}: a first run without set-up, data that stays, no stray child. */
class EmbeddedRedisIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int COMMANDS = 12;

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
        Awaitility.await().atMost(DEADLINE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
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
    void aRedisThatIsKilledIsStartedAgainAndAccountsAreThere() {
        ServerProcess server = start();
        try (RawClient client = server.connect()) {
            client.login("kim", "pw");
        }
        redisOf(server).forEach(ProcessHandle::destroyForcibly);

        server.awaitLog("the embedded Redis runs again", DEADLINE);
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> server.admin().page("/readyz").status() == 200);
        try (RawClient client = server.connect()) {
            client.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.login("kim", "pw");
        }
        server.stop();
        server.assertNoComplaint();
    }

    @Test
    void aServerWhoseRedisCannotBeKeptRunningEndsWith1() throws IOException {
        ServerProcess server = start();
        List<ProcessHandle> redis = redisOf(server);
        Files.delete(Path.of(redis.get(0).info().command().orElseThrow()));
        redis.forEach(ProcessHandle::destroyForcibly);

        server.awaitLog("cannot be kept running", Duration.ofSeconds(40));

        server.awaitEnd(1);
        start().close();
    }

    @Test
    void commandsWaitForEachOtherAndAServerGoesBeforeThem() {
        List<Jar.Child> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            Jar.Child command = Jar.startIn(folder, List.of(), "user", "add", "user" + i);
            command.type("pw");
            commands.add(command);
        }
        try (ServerProcess server = start()) {
            for (Jar.Child command : commands) {
                command.awaitEnd(Duration.ofSeconds(90)).expect(0);
            }
            try (RawClient client = server.connect()) {
                client.login("user" + (COMMANDS - 1), "pw");
            }
        }
        assertThat(Jar.run(folder, "", "user", "list").expect(0).out().lines()).hasSize(COMMANDS);
    }

    @Test
    void theStartWaitsForALongFileAndASignalEndsItMeanwhile() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/redis"));
        byte[] set = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] many = new byte[set.length * 10_000];
        for (int at = 0; at < many.length; at += set.length) {
            System.arraycopy(set, 0, many, at, set.length);
        }
        try (OutputStream file = Files.newOutputStream(data.resolve("appendonly.aof"))) {
            for (int i = 0; i < 600; i++) {
                file.write(many);
            }
        }
        Jar.Child signalled = ServerProcess.launch().in(folder).startUnchecked();
        signalled.err.await("is loading its data: [0-9]+ of 1[0-9]{2} MiB", Duration.ofSeconds(30));
        signalled.terminate();
        signalled.awaitEnd(DEADLINE).expect(0);
        assertThat(Signals.runningOutOf(folder)).isEmpty();

        start().close();
    }

    @Test
    void aNewStoreSaysThatItIsNew() {
        ServerProcess first = start();
        first.awaitLog("redis embedded, data in .*, new and empty", DEADLINE);
        try (RawClient client = first.connect()) {
            client.login("kim", "pw");
        }
        first.stop();

        try (ServerProcess second = start()) {
            second.awaitLog("redis embedded, data in [^,]*$", DEADLINE);
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
