package io.onesend.host.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.config.Change;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.Effect;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReloadTest {

    private final List<HostConfig> prepared = new ArrayList<>();
    private final List<HostConfig> taken = new ArrayList<>();

    @TempDir
    private Path folder;

    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        write("chat:\n  max-users: 10\nredis:\n  command-timeout: 1s\n");
        reload = reload(next -> {
            prepared.add(next.config());
            return () -> taken.add(next.config());
        });
    }

    private Reload reload(ReloadPart... parts) {
        return new Reload(this::load, load(), List.of(parts));
    }

    private LoadedConfig load() {
        return ConfigLoader.load(new ConfigSource(Path.of("server.yaml"), folder, Map.of(), List.of()));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("server.yaml"), yaml);
    }

    @Test
    void partsTakeWhatHasChanged() throws Exception {
        write("chat:\n  max-users: 20\n  rate:\n    burst: 7\n  login-timeout: 9s\n");

        ReloadResult result = reload.run("kim", false);

        assertThat(result.changes())
                .containsExactly(
                        new Change("chat.max-users", "10", "20", "server.yaml:2", Effect.LIVE),
                        new Change("chat.login-timeout", "30s", "9s", "server.yaml:5", Effect.NEW_SESSIONS),
                        new Change("chat.rate.burst", "100", "7", "server.yaml:4", Effect.LIVE));
        assertThat(result.lines().get(0)).isEqualTo("changed: 3");
        assertThat(taken).singleElement().satisfies(config -> {
            assertThat(config.chat().maxUsers()).isEqualTo(20);
            assertThat(config.chat().rate().burst()).isEqualTo(7);
        });
        assertThat(reload.run("kim", false).changes()).as("once more").isEmpty();
    }

    @Test
    void aKeyThatNeedsARestartIsNamedAndLeft() throws Exception {
        write("chat:\n  max-users: 20\nredis:\n  command-timeout: 3s\n");

        ReloadResult result = reload.run("kim", false);

        assertThat(result.lines())
                .containsExactly(
                        "changed: 1, need a restart: 1",
                        "  chat.max-users: 10 → 20 (server.yaml:2)",
                        "  redis.command-timeout: 1s → 3s (server.yaml:4, needs a restart)");
        assertThat(taken.get(0).redis().commandTimeout()).hasSeconds(1);
        assertThat(reload.run("kim", false).changes())
                .as("it waits still")
                .extracting(Change::key)
                .containsExactly("redis.command-timeout");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        write("chat:\n  max-users: 20\n");

        assertThat(reload.run("kim", true).lines()).first().isEqualTo("would change: 1");

        assertThat(prepared).as("and asks the parts").hasSize(1);
        assertThat(taken).isEmpty();
        assertThat(reload.run("kim", false).changes()).hasSize(1);
    }

    @Test
    void aFileWithMistakesChangesNothingAndNamesThemAll() throws IOException {
        write("chat:\n  max-users: 0\n  rate:\n    burts: 7\n");

        assertThatThrownBy(() -> reload.run("kim", false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chat.max-users")
                .hasMessageContaining("did you mean");

        assertThat(prepared).isEmpty();
    }

    @Test
    void valuesThatDoNotFitThoseThatStayChangeNothing() throws IOException {
        write("chat:\n  max-users: 20\ndrain:\n  limit: 1s\n");

        assertThatThrownBy(() -> reload.run("kim", false)).hasMessageContaining("drain.limit has to be at least");

        assertThat(taken).isEmpty();
    }

    @Test
    void aPartThatRefusesKeepsAllOthersFromChanging() throws IOException {
        Reload refused = reload(next -> () -> taken.add(next.config()), next -> {
            throw new ReloadRefusedException("not now");
        });
        write("chat:\n  max-users: 20\n");

        assertThatThrownBy(() -> refused.run("kim", false)).hasMessage("not now");

        assertThat(taken).isEmpty();
        assertThat(refused.running().config().chat().maxUsers()).isEqualTo(10);
    }

    @Test
    void aFileOfTheConfigurationThatDoesNotFitChangesNothing() throws IOException {
        write(
                "chat:\n  max-users: 20\nnetwork:\n  tls:\n    mode: allowed\n    certificate: gone.pem\n    key: gone.key\n");

        assertThatThrownBy(() -> reload.run("kim", false)).hasMessageContaining("network.tls.certificate");

        assertThat(taken).isEmpty();
    }

    @Test
    void oneReloadAtATime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Reload slow = reload(next -> () -> {
            begun.countDown();
            awaitLatch(goOn);
        });
        OpsTable table = new OpsTable(List.of(ReloadOperations.rows(() -> Optional.of(slow))));
        CompletableFuture<OpsAnswer> first = CompletableFuture.supplyAsync(() -> call(table));
        begun.await();

        assertThatThrownBy(() -> table.call(Operator.CONSOLE, "reload", Map.of("dry", "true")))
                .isInstanceOfSatisfying(
                        OpsException.class,
                        busy -> assertThat(busy.kind().status()).isEqualTo(409))
                .hasMessageContaining("under way");
        goOn.countDown();
        assertThat(first.get().lines()).containsExactly("the configuration has not changed, and nothing was reloaded");
    }

    private static OpsAnswer call(OpsTable table) {
        try {
            return table.call(Operator.CONSOLE, "reload", Map.of());
        } catch (OpsException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void countsHowReloadsEndedButNoDryRuns() throws Exception {
        assertThat(reload.outcomes()).isEqualTo(Map.of("done", 0L, "unchanged", 0L, "refused", 0L));
        reload.run("kim", true);
        reload.run("kim", false);
        write("chat:\n  max-users: 10\nredis:\n  command-timeout: 3s\n");
        reload.run("kim", false);
        write("chat:\n  max-users: 20\n");
        reload.run("kim", false);
        write("chat:\n  max-users: many\n");
        for (boolean dry : new boolean[] {true, false}) {
            assertThatThrownBy(() -> reload.run("kim", dry)).isInstanceOf(ConfigException.class);
        }

        assertThat(reload.outcomes()).isEqualTo(Map.of("done", 1L, "unchanged", 2L, "refused", 1L));
    }

    @Test
    void whatIsSecretIsMasked() throws Exception {
        write("redis:\n  uri: redis://:hunter2@127.0.0.1:6400\n");

        assertThat(reload.run("kim", false).lines().toString())
                .contains("redis.uri")
                .doesNotContain("hunter2");
    }
}
