package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys {@code log.*}: a log in a file, as JSON, and what becomes of it when the file cannot be written. */
@Timeout(120)
class LogFileIT {

    private static final String LOST = "onesend_log_lost_lines_total";

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    /** At debug, and in the course's form, because a refused login then leaves a line and costs almost nothing else. */
    private ServerProcess.Launch launch() {
        return ServerProcess.launchPlaintext(TestRedis.shared()).in(folder).set("log.level=debug");
    }

    @Test
    void theLogIsJsonInAFileAndStandardErrorOnlySaysWhere() {
        Path file = folder.resolve("logs").resolve("server.log");
        ServerProcess server = launch().set("log.format=json").logTo(file).start();
        try (RawClient client = server.connect()) {
            client.send(Wire.login("없는사람", "pw")).expect(Wire.LOGIN_RESPONSE, 33);
            client.send(new byte[] {1, 0, 1, 0, 0}).expectClosed();
        }
        server.stop();

        assertThat(server.standardError())
                .singleElement()
                .asString()
                .endsWith(" INFO  [main] LogSetup: the log goes to " + file);
        List<JsonNode> events = server.log().stream().map(JSON::readTree).toList();
        assertThat(events)
                .last()
                .returns("stopped", event -> event.get("message").asString());
        assertThat(server.log()).anyMatch(line -> line.contains("login of '없는사람'"));
        assertThat(events.stream().filter(event -> event.has("session")))
                .isNotEmpty()
                .allMatch(event -> event.get("message").asString().startsWith("session " + event.get("session")))
                .anyMatch(event -> event.get("level").asString().equals("INFO")
                        && event.get("message").asString().contains(" ended: protocol-error"));
    }

    @Test
    void aFullFileIsRenamedAndTheOldestGoes() throws IOException {
        Path file = folder.resolve("server.log");
        ServerProcess server =
                launch().set("log.file-size=64KiB", "log.files=2").logTo(file).start();
        refuseLogins(server, 4_000);
        assertThat(server.admin().metric(LOST)).isZero();
        server.stop();

        List<Path> files = files("server.log");
        assertThat(files)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("server.log", "server.log.1", "server.log.2");
        for (Path old : files.subList(1, 3)) {
            assertThat(Files.size(old)).isBetween(60_000L, 65_536L);
        }
        List<String> kept = IntStream.of(2, 1, 0)
                .mapToObj(files::get)
                .flatMap(LogFileIT::lines)
                .toList();
        assertThat(kept)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d .*"))
                .last()
                .asString()
                .endsWith("stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "file/log", "pipe"})
    void aFileThatCannotBeOpenedIs78AndNothingIsStarted(String name) throws Exception {
        Files.createFile(folder.resolve("file"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        Jar.Finished finished = ServerProcess.launch()
                .in(folder)
                .set("log.file=" + name)
                .startUnchecked()
                .awaitEnd(Duration.ofSeconds(30))
                .expect(78);

        assertThat(finished.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("--set: log.file cannot be opened: " + folder)
                .doesNotContain("Exception");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aStartThatFailsSaysWhyInTheFileToo() throws IOException {
        Path file = folder.resolve("server.log");
        ServerProcess.launch()
                .in(folder)
                .set("redis.uri=redis://127.0.0.1:1", "log.file=" + file)
                .startUnchecked()
                .awaitEnd(Duration.ofSeconds(30))
                .expect(69);
        assertThat(Files.readAllLines(file))
                .anyMatch(line -> line.matches(".* ERROR \\[main\\] LogSetup: .*127\\.0\\.0\\.1:1.*"));
    }

    /** The limit on the size of a file stands for a full disk: both take a part of a line and refuse the rest. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFillsUpLosesWholeLinesAndTheChatGoesOn() throws IOException {
        Path file = folder.resolve("server.log");
        // A little less than the limit, which has to be above what libraries are unpacked to.
        int limitKib = 4_096;
        Files.writeString(file, "{\"message\":\"" + "x".repeat(limitKib * 1_024 - 20_000) + "\"}\n");
        ServerProcess server = launch().under(List.of("bash", "-c", "ulimit -f " + limitKib + "; exec \"$@\"", "bash"))
                .set("log.format=json")
                .logTo(file)
                .start();

        refuseLogins(server, 300);

        Awaitility.await()
                .untilAsserted(() -> assertThat(server.admin().metric(LOST)).isPositive());
        assertThat(server.admin().page("/readyz").status()).isEqualTo(200);
        server.stop();
        assertThat(server.standardError())
                .filteredOn(
                        said -> said.contains("lines are lost, because " + file + " cannot be written: File too large"))
                .hasSize(1);
        assertThat(server.log()).allMatch(said -> JSON.readTree(said).has("message"));
    }

    @Test
    void anOperatorsOwnConfigurationLeavesTheKeysWithoutEffectAndSaysSo() throws IOException {
        Path own = Files.writeString(folder.resolve("own.properties"), """
                appender.e.type = Console
                appender.e.name = e
                appender.e.target = SYSTEM_ERR
                appender.e.layout.type = PatternLayout
                appender.e.layout.pattern = own %level %msg%n
                rootLogger.level = info
                rootLogger.appenderRef.e.ref = e
                """);
        ServerProcess server = launch().jvm("-Xmx256m", "-Dlog4j2.configurationFile=" + own)
                .set("log.file=" + folder.resolve("server.log"))
                .start();
        server.stop();

        assertThat(server.log())
                .contains("own WARN the keys log.* have no effect, because " + own + " configures the log");
        assertThat(folder.resolve("server.log")).doesNotExist();
    }

    private static void refuseLogins(ServerProcess server, int times) {
        try (RawClient client = server.connect()) {
            for (int i = 0; i < times; i++) {
                client.send(Wire.login("nobody", "pw")).expect(Wire.LOGIN_RESPONSE, 33);
            }
        }
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
