package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RefusalsTest {

    private static final Path SERVER_YAML =
            Path.of(System.getProperty("onesend.root", "..")).resolve("config/server.yaml");

    @Test
    void namesTheKeyThatASenderIsFasterThan() {
        assertThat(Refusals.describe(63))
                .startsWith("ROOM_TOO_MANY_PACKET (63): ")
                .contains("--set chat.rate.messages-per-second=0");
    }

    @Test
    void saysNoMoreThanTheResultWhereNoKeyHelps() {
        assertThat(Refusals.describe(31)).isEqualTo("LOGIN_USER_ALREADY (31)");
        assertThat(Refusals.describe(32_000)).isEqualTo("result 32000");
    }

    @Test
    void namesOnlyKeysThatThereAre() {
        JsonNode defaults = new YAMLMapper().readTree(SERVER_YAML);
        List<String> named = Stream.of(ResultCode.values())
                .map(result -> Refusals.describe(result.code()))
                .flatMap(words ->
                        Pattern.compile("chat\\.[a-z.-]*[a-z]").matcher(words).results())
                .map(MatchResult::group)
                .toList();

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(named)
                .allMatch(key -> defaults.at("/" + key.replace('.', '/')).isContainer()
                        || defaults.at("/" + key.replace('.', '/')).isValueNode());
    }
}
