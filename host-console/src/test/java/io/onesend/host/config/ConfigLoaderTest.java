package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.InboundRate;
import io.onesend.network.NetworkConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests where the values of a configuration come from, and how they are read. */
class ConfigLoaderTest {

    @TempDir
    private Path folder;

    private TestSources sources;

    @BeforeEach
    void sources() {
        sources = new TestSources(folder);
    }

    @Test
    void reportsFilesThatCannotBeRead() throws IOException {
        ConfigSource missing = new ConfigSource(Path.of("none.yaml"), folder, Map.of(), List.of());
        ConfigSource aFolder = new ConfigSource(Path.of("."), folder, Map.of(), List.of());
        Files.write(folder.resolve("latin.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
        ConfigSource latin = new ConfigSource(Path.of("latin.yaml"), folder, Map.of(), List.of());

        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(missing)))
                .hasMessage("none.yaml: there is no such file");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(aFolder)))
                .hasMessageContaining("it is a folder");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(latin)))
                .hasMessage("latin.yaml:1: is not UTF-8 text");
    }

    @Test
    void readsTheFileOfTheFolderWhenNoneIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/server.yaml"), "network:\n  port: 7\n");
        ConfigSource source = new ConfigSource(null, folder, Map.of(), List.of());

        assertThat(ConfigLoader.load(source).config().network().port()).isEqualTo(7);

        Files.writeString(folder.resolve("config/server.yaml"), "network:\n  port: x\n");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(source)))
                .hasMessageStartingWith("config/server.yaml:2: ");
    }

    @Test
    void takesTheDefaultsWhereThereIsNoFileAndForAnEmptyOne() throws IOException {
        HostConfig withoutFile = ConfigLoader.load(new ConfigSource(null, folder, Map.of(), List.of()))
                .config();

        assertThat(withoutFile.network())
                .isEqualTo(NetworkConfig.builder()
                        .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET))
                        .build());
        assertThat(sources.load("# nothing\n")).isEqualTo(withoutFile);
        assertThat(sources.load("")).isEqualTo(withoutFile);
    }

    @Test
    void letsEnvironmentOutdoTheFileAndOptionsOutdoBoth() throws IOException {
        String yaml = "network:\n  port: 1\n  backlog: 2\n  io-threads: 3\n";
        Map<String, String> environment = Map.of("ONESEND_NETWORK_BACKLOG", "20", "ONESEND_NETWORK_IO_THREADS", "30");

        HostConfig config = sources.load(yaml, environment, "network.io-threads=300", "network.io-threads=301");

        assertThat(config.network().port()).isEqualTo(1);
        assertThat(config.network().backlog()).isEqualTo(20);
        assertThat(config.network().ioThreads()).isEqualTo(301);
        assertThat(config.network().maxSessions()).isEqualTo(20_000);
    }

    @Test
    void leavesOtherVariablesAlone() throws IOException {
        assertThat(sources.problemsOf("", Map.of("ONESEND_TEST_REDIS", "redis://x", "PATH", "/", "ONESEND", "1")))
                .isEmpty();
    }

    @Test
    void readsUnitsFlowStyleAndQuotedValues() throws IOException {
        HostConfig config = sources.load(
                "network: {max-frame-bytes: 8KiB, idle-timeout: 250ms, send: {max-bytes: 64KiB, stall-timeout: 0}}\nchat: {max-users: \"7\"}\n",
                Map.of());

        assertThat(config.network().maxFrameBytes()).isEqualTo(8192);
        assertThat(config.network().idleTimeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.network().send().maxBytes()).isEqualTo(65_536);
        assertThat(config.network().send().stallTimeout()).isZero();
        assertThat(config.chat().maxUsers()).isEqualTo(7);
    }

    @Test
    void handsOnTheLimitsOfWhatSessionsSendAndOfTheLogicThread() throws IOException {
        HostConfig byDefault = sources.load("");
        assertThat(byDefault.network().inbound().rate().isLimited()).isFalse();
        assertThat(byDefault.network().blockedAfter()).isEqualTo(Duration.ofSeconds(2));

        HostConfig config =
                sources.load("network: {blocked-warning: 0, inbound: {packets-per-second: 200, burst: 300}}\n");
        assertThat(config.network().inbound().rate()).isEqualTo(new InboundRate(200, 300));
        assertThat(config.network().blockedAfter()).isZero();

        assertThat(sources.problemsOf("network: {blocked-warning: 2d, inbound: {packets-per-second: -1, burst: 0}}\n"))
                .hasSize(3);
    }

    @Test
    void registersUnknownIdsByItselfOnlyWithTheEmbeddedRedis() throws IOException {
        assertThat(sources.load("").chat().autoRegister()).isTrue();
        assertThat(sources.load("redis:\n  uri: redis://h\n").chat().autoRegister())
                .isFalse();
        assertThat(sources.load("redis:\n  uri: redis://h\nchat:\n  auto-register: true\n")
                        .chat()
                        .autoRegister())
                .isTrue();
        assertThat(sources.load("chat:\n  auto-register: false\n").chat().autoRegister())
                .isFalse();
    }

    @Test
    void resolvesTheDataFolderAgainstTheCurrentOne() throws IOException {
        assertThat(sources.load("redis:\n  data-dir: x/y\n").redis().dataDir())
                .isEqualTo(folder.resolve("x/y").toAbsolutePath());
    }
}
