package io.onesend.host.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedCommandTest {

    private final OpsTable table = new OpsTable(List.of(new TestOperations().rows()));

    private Map<String, String> arguments(String name, String line) throws OpsException {
        TypedCommand command = TypedCommand.parse(table, line);
        assertThat(command.operation().name()).isEqualTo(name);
        return command.arguments();
    }

    @Test
    void takesArgumentsByPlaceByWordAndByName() throws OpsException {
        assertThat(arguments("look", " look  20 by in user=kim address=10.0.0.0/8"))
                .isEqualTo(Map.of("limit", "20", "sort", "in", "user", "kim", "address", "10.0.0.0/8"));
        assertThat(arguments("look", "look user=kim 20")).isEqualTo(Map.of("limit", "20", "user", "kim"));
        assertThat(arguments("look", "look")).isEmpty();
        assertThat(arguments("reload", "reload dry")).isEqualTo(Map.of("dry", "true"));
    }

    @Test
    void takesTheRestOfTheLineForTheLastText() throws OpsException {
        assertThat(arguments("ban", "ban lee for 10m rude  words for ever"))
                .isEqualTo(Map.of("who", "lee", "duration", "10m", "reason", "rude  words for ever"));
        assertThat(arguments("notice", "notice all back at 5")).isEqualTo(Map.of("to", "all", "text", "back at 5"));
        assertThat(arguments("whereis", "whereis  kim lee ")).isEqualTo(Map.of("user", "kim lee"));
    }

    @Test
    void takesAWordBetweenQuotesAsItIs() throws OpsException {
        assertThat(arguments("ban", "ban \"kim lee\" for 1h")).isEqualTo(Map.of("who", "kim lee", "duration", "1h"));
        assertThat(arguments("ban", "ban lee \"for shouting\""))
                .isEqualTo(Map.of("who", "lee", "reason", "for shouting"));
        assertThat(arguments("ban", "ban \"lee")).isEqualTo(Map.of("who", "\"lee"));
    }

    @Test
    void findsTheLongestName() throws OpsException {
        assertThat(arguments("log", "log")).isEmpty();
        assertThat(arguments("log reset", "log  reset")).isEmpty();
    }

    @Test
    void refusesWhatNoArgumentTakes() {
        assertThatThrownBy(() -> TypedCommand.parse(table, "look 20 30"))
                .hasMessage("'30' is too much; usage: look [LIMIT] [by pending|in|out] [user=USER] [address=ADDRESS]");
        assertThatThrownBy(() -> TypedCommand.parse(table, "lok")).hasMessage("unknown command; did you mean log?");
    }

    @Test
    void leavesAWordThatNothingFollowsEmpty() throws OpsException {
        assertThat(arguments("ban", "ban lee for")).isEqualTo(Map.of("who", "lee", "duration", ""));
    }
}
