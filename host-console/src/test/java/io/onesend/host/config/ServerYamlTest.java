package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServerYamlTest {

    private static final Path SHIPPED = Path.of("..", "config", "server.yaml");

    /** What scripts outside rely on: these keys, with these defaults. */
    private static final String FIXED = """
            network.host = 0.0.0.0
            network.port = 11021
            network.transport = auto
            network.io-threads = 0
            network.backlog = 4096
            network.max-sessions = 20000
            network.max-sessions-per-address = 2048
            network.max-frame-bytes = 4096
            network.idle-timeout = 0
            network.keep-alive = 30s
            network.logic = thread
            network.inbound.high = 256
            network.inbound.low = 64
            network.send.store = queue
            network.send.max-bytes = 1MiB
            network.send.max-total-bytes = 512MiB
            network.send.when-full = disconnect
            network.send.stall-timeout = 30s
            chat.echo = true
            chat.max-users = 10000
            chat.login-timeout = 30s
            chat.login = password
            chat.auto-register = embedded
            chat.rooms.first = 0
            chat.rooms.count = 100
            chat.rooms.max-users = 100
            chat.rate.messages-per-second = 50
            chat.rate.burst = 100
            chat.unknown-packets = 100
            redis.uri = embedded
            redis.data-dir = data/redis
            redis.command-timeout = 1s
            redis.key-prefix = onesend:
            admin.enabled = true
            admin.host = 127.0.0.1
            admin.port = 11022
            log.level = info
            log.format = text
            log.file =\s
            log.file-size = 64MiB
            log.files = 10
            """;

    @Test
    void shippedFileIsTheDefaultsWithTheirComments() throws IOException {
        assertThat(Files.readString(SHIPPED)).isEqualTo(YamlWriter.writeDefaults());
    }

    @Test
    void shippedFileChangesNothing() {
        Path root = SHIPPED.getParent().getParent();
        HostConfig shipped = ConfigLoader.load(new ConfigSource(null, root, Map.of(), List.of()))
                .config();
        HostConfig defaults = ConfigLoader.load(
                        new ConfigSource(null, root.resolve("host-console"), Map.of(), List.of()))
                .config();

        assertThat(shipped.network()).isEqualTo(defaults.network());
        assertThat(shipped.chat()).isEqualTo(defaults.chat());
        assertThat(shipped.admin())
                .usingRecursiveComparison()
                // They were read in two folders.
                .ignoringFields("tokenFile")
                .isEqualTo(defaults.admin());
        assertThat(shipped.log()).isEqualTo(defaults.log()).matches(LogConfig::isDefault);
    }

    @Test
    void hasEveryKeyOfTheContractWithItsDefault() {
        Map<String, String> table = new LinkedHashMap<>();
        Keys.ALL.forEach(key -> table.put(key.path(), Setting.byDefault(key).text()));

        Map<String, String> fixed = FIXED.lines()
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

        assertThat(table).containsAllEntriesOf(fixed);
    }

    @Test
    void namesEveryVariableOnce() {
        assertThat(Keys.ALL)
                .extracting(Key::environmentName)
                .doesNotHaveDuplicates()
                .contains("ONESEND_NETWORK_PORT")
                .noneMatch(name -> name.startsWith(ConfigLoader.TEST_PREFIX));
        assertThat(Keys.ALL).extracting(Key::path).doesNotHaveDuplicates();
    }

    @Test
    void readsEveryDefaultAsItWritesIt() throws InvalidValueException {
        for (Key<?> key : Keys.ALL) {
            Setting<?> setting = Setting.byDefault(key);
            assertThat(Setting.parse(key, setting.text(), "test").value())
                    .describedAs(key.path())
                    .isEqualTo(setting.value());
        }
    }
}
