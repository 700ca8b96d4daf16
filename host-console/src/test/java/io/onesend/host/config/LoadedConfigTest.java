package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedConfigTest {

    @TempDir
    private Path folder;

    @Test
    void tellsWhereEachValueCameFromAndMasksPasswords() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), "network:\n  port: 7\n");
        LoadedConfig loaded = ConfigLoader.load(new ConfigSource(
                Path.of("c.yaml"),
                folder,
                Map.of("ONESEND_REDIS_URI", "redis://app:hunter2@db:6379/1"),
                List.of("chat.rooms.count=3")));

        assertThat(loaded.describe().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " port: 7 # c.yaml:2",
                        " uri: \"redis://app:***@db:6379/1\" # ONESEND_REDIS_URI",
                        " count: 3 # --set",
                        " backlog: 4096 # default");
        assertThat(loaded.describe()).doesNotContain("hunter2");
        assertThat(loaded.config().redis().toString()).doesNotContain("hunter2");
    }

    @Test
    void readsTheKeysOfTheLog() throws IOException {
        // Off is a boolean in YAML 1.1.
        Files.writeString(folder.resolve("c.yaml"), "log: {level: off, format: json, file: logs/s.log, files: 0}\n");
        LoadedConfig loaded = ConfigLoader.load(
                new ConfigSource(Path.of("c.yaml"), folder, Map.of(), List.of("log.file-size=64KiB")));

        assertThat(loaded.config().log())
                .isEqualTo(new LogConfig(
                        LogConfig.Level.OFF,
                        LogConfig.Format.JSON,
                        Optional.of(folder.toAbsolutePath().resolve("logs/s.log")),
                        65_536,
                        0))
                .matches(log -> !log.isDefault());
        assertThat(loaded.unusableLogFile("/x: permission denied"))
                .hasMessage("c.yaml:1: log.file cannot be opened: /x: permission denied");
    }

    @Test
    void printsYamlThatLoadsAsTheSameConfiguration() throws IOException {
        LoadedConfig loaded = ConfigLoader.load(new ConfigSource(
                null,
                folder,
                Map.of(),
                List.of("redis.key-prefix=a \"b\" # c\\", "redis.data-dir=x y: z", "network.host=::1")));
        Files.writeString(folder.resolve("again.yaml"), loaded.describe());

        LoadedConfig again = ConfigLoader.load(new ConfigSource(Path.of("again.yaml"), folder, Map.of(), List.of()));

        assertThat(again.config()).isEqualTo(loaded.config());
        assertThat(again.config().redis().keyPrefix()).isEqualTo("a \"b\" # c\\");
    }
}
