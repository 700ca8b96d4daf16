package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigOperationTest {

    @TempDir
    private Path folder;

    private OpsAnswer call(Map<String, String> arguments) throws OpsException {
        LoadedConfig loaded = ConfigLoader.load(new ConfigSource(
                null,
                folder,
                Map.of("ONESEND_CHAT_MAX_USERS", "7"),
                List.of("redis.uri=redis://kim:planted-secret@redis.example:6379", "network.port=0")));
        OpsTable table = new OpsTable(List.of(List.of(ConfigOperation.of(() -> Optional.of(loaded)))));
        return table.call(Operator.CONSOLE, "config", arguments);
    }

    @Test
    void showsValueOriginAndEffectOfAKeyOrASection() throws OpsException {
        assertThat(call(Map.of("path", "chat.max-users")).lines())
                .containsExactly("chat.max-users: 7  # ONESEND_CHAT_MAX_USERS, live");
        assertThat(call(Map.of("path", "chat.rate")).lines())
                .containsExactly(
                        "chat.rate.messages-per-second: 50  # default, live", "chat.rate.burst: 100  # default, live");
        assertThat(call(Map.of("path", "network.port")).lines()).containsExactly("network.port: 0  # --set, restart");
    }

    @Test
    void masksSecretsInWordsAndInJson() throws OpsException {
        OpsAnswer all = call(Map.of());

        assertThat(all.lines()).anyMatch(line -> line.startsWith("redis.uri: ") && line.contains("redis.example"));
        assertThat(all.lines()).noneMatch(line -> line.contains("planted-secret"));
        assertThat(all.json().toString()).contains("redis.example").doesNotContain("planted-secret");
    }

    @Test
    void saysWhatIsMeantByAPathThatIsNone() {
        assertThatThrownBy(() -> call(Map.of("path", "chat.max-user")))
                .hasMessage("there is no key chat.max-user; did you mean chat.max-users?");
        assertThatThrownBy(() -> new OpsTable(List.of(List.of(ConfigOperation.of(Optional::empty))))
                        .call(Operator.CONSOLE, "config", Map.of()))
                .hasMessage("the server is still starting");
    }
}
