package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.HostPort;
import io.onesend.network.BindFailedException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HostIT {

    @TempDir
    private Path folder;

    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

    @AfterEach
    void noThreadIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    /** Threads that were not there before, but for the JDK's own pools, which come and go by themselves. */
    private Set<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("process reaper")
                        && !name.startsWith("awaitility-")
                        && !name.startsWith("HttpClient-")
                        && !name.startsWith("ForkJoinPool")
                        && !name.startsWith("CompletableFutureDelayScheduler")
                        && !name.startsWith("Attach Listener"))
                .collect(Collectors.toSet());
    }

    private static String get(Host host, String page, int status) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + HostPort.of(host.adminAddress().orElseThrow()) + page);
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).describedAs(page).isEqualTo(status);
        return response.body();
    }

    @Test
    void servesItsPagesWhileItRuns() throws Exception {
        try (Host host = Host.start(TestHosts.config(folder))) {
            assertThat(get(host, "/livez", 200)).isEqualTo("live\n");
            assertThat(get(host, "/readyz", 200)).isEqualTo("ready\n");
            assertThat(get(host, "/metrics", 200)).contains("onesend_network_sessions 0.0", "onesend_chat_users 0.0");
            JsonNode status = new JsonMapper().readTree(get(host, "/status", 200));
            assertThat(status.path("state").asString()).isEqualTo("ready");
            assertThat(status.path("transport").asString()).isEqualTo("nio");
            assertThat(status.path("address").asString())
                    .isEqualTo("127.0.0.1:" + host.address().getPort());
            assertThat(status.path("sessions").asInt(-1)).isZero();
            assertThat(status.path("totals").path("chat").path("messages").asInt(-1))
                    .isZero();
        }
    }

    @Test
    void startsAgainAfterAStop() {
        for (int run = 0; run < 3; run++) {
            Host.start(TestHosts.config(folder)).close();
        }
    }

    @Test
    void runsWithoutTheAdminPages() {
        try (Host host = Host.start(TestHosts.config(folder, "admin.enabled=false"))) {
            assertThat(host.adminAddress()).isEmpty();
            assertThat(host.status().line()).startsWith("ready, up ");
        }
    }

    @Test
    void stopsWhatItHadStartedWhenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = "network.port=" + taken.getLocalPort();

            assertThatThrownBy(() -> Host.start(TestHosts.config(folder, "network.host=0.0.0.0", port)))
                    .isInstanceOf(BindFailedException.class)
                    .extracting(ExitStatus::of)
                    .isEqualTo(71);
        }
        Host.start(TestHosts.config(folder)).close();
    }

    @Test
    void doesNotStartWhileTheAdminPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Host.start(TestHosts.config(folder, "admin.port=" + taken.getLocalPort())))
                    .isInstanceOf(BindFailedException.class);
        }
    }

    @Test
    void doesNotStartWithoutItsRedis() {
        assertThatThrownBy(() -> Host.start(TestHosts.config(folder, "redis.uri=redis://:hunter2@127.0.0.1:1")))
                .isInstanceOf(AccountStoreException.class)
                .hasMessageNotContaining("hunter2")
                .extracting(ExitStatus::of)
                .isEqualTo(69);
    }

    @Test
    void isNotReadyUntilItsRedisThatWasKilledRunsAgain() throws Exception {
        try (Host host = Host.start(TestHosts.config(folder))) {
            Path executable = folder.toRealPath().resolve("data/redis");
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().command().map(Path::of).stream()
                            .anyMatch(command -> executable.equals(command.getParent())))
                    .forEach(ProcessHandle::destroyForcibly);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(get(host, "/readyz", 503)).isEqualTo("Redis down\n"));
            assertThat(get(host, "/livez", 200)).isEqualTo("live\n");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(get(host, "/readyz", 200)).isEqualTo("ready\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 866 10.0.0.2:6379",
                "LOADING Redis is loading the dataset in memory",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk",
            })
    void isNotReadyWhileItsRedisRefusesLoginsAndSaysWhy(String error) throws Exception {
        try (FakeRedis redis = FakeRedis.start();
                Host host = Host.start(TestHosts.config(folder, "redis.uri=" + redis.uri()))) {
            assertThat(get(host, "/readyz", 200)).isEqualTo("ready\n");

            redis.refuse(error);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(get(host, "/readyz", 503)).isEqualTo("Redis refuses: " + error + "\n"));

            redis.refuse(null);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(get(host, "/readyz", 200)).isEqualTo("ready\n"));
        }
    }
}
