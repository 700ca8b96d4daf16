package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.OwnRedis;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit statuses of host-console/README.md, where a start fails; a stop as asked is {@link StopIT}'s. */
class ExitStatusIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void wrongUsageIs2() {
        Jar.Finished unknownCommand = Jar.run(folder, "", "serve").expect(2);
        assertThat(unknownCommand.err()).contains("serve");
        Jar.run(folder, "", "run", "--port", "1").expect(2);
        Jar.run(folder, "", "user").expect(2);
        Jar.run(folder, "", "user", "add").expect(2);
    }

    @Test
    void helpAndVersionAre0() {
        Jar.Finished help = Jar.run(folder, "", "--help").expect(0);
        assertThat(help.out()).contains("run", "chat", "user", "check-config", "print-config");
        assertThat(Jar.run(folder, "", "--version").expect(0).out()).contains("0.1.0");
    }

    @Test
    void anUnreachableRedisAtStartIs69AndSaysSo() {
        Jar.Finished finished = ServerProcess.launch()
                .set("redis.uri=redis://127.0.0.1:" + FreePort.choose())
                .startUnchecked()
                .awaitEnd(DEADLINE)
                .expect(69);

        assertThat(finished.err()).containsIgnoringCase("redis").doesNotContain("\tat ");
    }

    @Test
    void aRedisThatCanServeNoLoginIs69AndSaysWhyInItsOwnWords() {
        try (OwnRedis redis = OwnRedis.start()) {
            redis.forbid("hget");

            Jar.Finished finished = ServerProcess.launch()
                    .set("redis.uri=" + redis.uri())
                    .startUnchecked()
                    .awaitEnd(DEADLINE)
                    .expect(69);

            assertThat(finished.err())
                    .contains("Redis refuses: NOPERM", "'hget'")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void aRedisWithAnotherProgramsKeysUnderOurPrefixIs69AndNamesTheRemedy() {
        try (OwnRedis redis = OwnRedis.start()) {
            redis.plaintext("onesend:user:kim", "a string where a hash belongs");

            Jar.Finished finished = ServerProcess.launch()
                    .set("redis.uri=" + redis.uri(), "redis.key-prefix=onesend:")
                    .startUnchecked()
                    .awaitEnd(DEADLINE)
                    .expect(69);

            assertThat(finished.err())
                    .contains("onesend:user:kim is a string, and a login reads a hash", "redis.key-prefix")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void aHostThatIsNotKnownIs71AndIsNamed() {
        Jar.Finished finished = ServerProcess.launch()
                .set("redis.uri=" + TestRedis.shared().uri(), "network.host=nosuch.invalid")
                .startUnchecked()
                .awaitEnd(DEADLINE)
                .expect(71);

        assertThat(finished.err())
                .contains("cannot listen on nosuch.invalid:0: the host name is unknown")
                .endsWith("The command doctor tries the same, and says what to change.");
    }

    @Test
    void aRedisThatWantsAnotherPasswordIs69AndDoesNotShowOurs() {
        Jar.Finished finished = ServerProcess.launch()
                .set("redis.uri=redis://someone:topsecret@127.0.0.1:" + FreePort.choose())
                .startUnchecked()
                .awaitEnd(DEADLINE)
                .expect(69);

        assertThat(finished.all()).doesNotContain("topsecret");
    }

    @Test
    void aPortThatIsTakenIs71AndIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Jar.Finished finished = ServerProcess.launch()
                    .set("redis.uri=" + TestRedis.shared().uri(), "network.port=" + taken.getLocalPort())
                    .startUnchecked()
                    .awaitEnd(DEADLINE)
                    .expect(71);

            assertThat(finished.err())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anAdminPortThatIsTakenIs71() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerProcess.launch()
                    .set("redis.uri=" + TestRedis.shared().uri(), "admin.port=" + taken.getLocalPort())
                    .startUnchecked()
                    .awaitEnd(DEADLINE)
                    .expect(71);
        }
    }

    @Test
    void everyConfigurationErrorIsReportedAtOnceWithItsLineAndANearMissAnd78() throws IOException {
        Path config = Files.writeString(folder.resolve("broken.yaml"), """
                network:
                  prot: 11021
                  backlog: many
                chat:
                  max-users: -1
                  login: passwort
                nonsense: 1
                """);

        Jar.Finished finished = Jar.run(
                        folder, "", "check-config", "--config", config.toString(), "--set", "admin.port=70000")
                .expect(78);

        assertThat(finished.all())
                .contains("broken.yaml:2", "network.prot", "network.port")
                .contains("broken.yaml:3", "network.backlog")
                .contains("broken.yaml:5", "chat.max-users")
                .contains("broken.yaml:6", "chat.login", "password")
                .contains("broken.yaml:7", "nonsense")
                .contains("admin.port")
                .doesNotContain("\tat ");
        Jar.run(folder, "", "run", "--config", config.toString()).expect(78);
    }

    @Test
    void everyValueThatTheContractNamesIsTaken() {
        Map<String, List<String>> values = Map.of(
                "network.transport", List.of("auto", "io_uring", "epoll", "kqueue", "nio"),
                "network.logic", List.of("thread", "inline"),
                "network.idle-timeout", List.of("0", "30s", "5m", "1h", "250ms"),
                "network.send.store", List.of("queue", "ring"),
                "network.send.max-bytes", List.of("64KiB", "1MiB", "1048576"),
                "network.send.when-full", List.of("disconnect", "drop-newest", "drop-oldest"),
                "chat.login", List.of("password", "token", "plaintext"),
                "chat.auto-register", List.of("embedded", "true", "false"),
                "redis.uri", List.of("embedded", "redis://user:pw@redis.example:6379/3", "rediss://redis.example"),
                "admin.enabled", List.of("true", "false"));
        for (int i = 0; i < 5; i++) {
            List<String> args = new ArrayList<>(List.of("check-config"));
            for (Map.Entry<String, List<String>> key : values.entrySet()) {
                String value = key.getValue().get(i % key.getValue().size());
                args.addAll(List.of("--set", key.getKey() + "=" + value));
            }
            Jar.run(folder, "", args.toArray(String[]::new)).expect(0);
        }
    }

    @Test
    void aConfigurationFileThatIsNotThereIs78() {
        Jar.Finished finished =
                Jar.run(folder, "", "run", "--config", "nowhere.yaml").expect(78);

        assertThat(finished.all()).contains("nowhere.yaml");
    }

    @Test
    void aSoundConfigurationIs0() {
        Jar.run(folder, "", "check-config").expect(0);
    }

    @Test
    void theEffectiveConfigurationTellsWhereEachValueIsFromAndMasksSecrets() throws IOException {
        Path config = Files.writeString(folder.resolve("some.yaml"), "chat:\n  max-users: 77\n");

        String yaml = Jar.run(
                        folder,
                        "",
                        "print-config",
                        "--config",
                        config.toString(),
                        "--set",
                        "redis.uri=redis://someone:topsecret@localhost:6379",
                        "--set",
                        "network.port=4711")
                .expect(0)
                .out();

        assertThat(yaml)
                .contains("max-users: 77", "some.yaml", "port: 4711", "--set")
                .doesNotContain("topsecret");
    }

    @Test
    void theShippedConfigurationIsSound() {
        Path shipped = Path.of(System.getProperty("onesend.root", ".."), "config", "server.yaml");
        assertThat(shipped).isRegularFile();

        Jar.run(folder, "", "check-config", "--config", shipped.toString()).expect(0);
    }
}
