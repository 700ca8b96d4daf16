package io.onesend.host.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onesend.host.log.LogCapture;
import io.onesend.host.ops.OpsException.FieldProblem;
import io.onesend.host.ops.OpsException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpsTableTest {

    private static final Operator READER = new Operator("nagios", Role.READ, "admin 127.0.0.1:4711");
    private static final Operator KIM = new Operator("kim", Role.OPERATE, "admin 127.0.0.1:4712");

    private final TestOperations rows = new TestOperations();
    private final OpsTable table = new OpsTable(List.of(rows.rows()));

    private OpsException refusal(Operator who, String name, Map<String, String> arguments) {
        return catchThrowableOfType(OpsException.class, () -> table.call(who, name, arguments));
    }

    @Test
    void reportsEverythingThatIsWrongWithTheArgumentsAtOnce() {
        OpsException refused = refusal(
                READER, "look", Map.of("limit", "-1", "sort", "age", "address", "10.0.0.1 or so", "colour", "red"));

        assertThat(refused.kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(refused.fields())
                .containsExactly(
                        new FieldProblem("limit", "is not a whole number from 0 on: '-1'"),
                        new FieldProblem("sort", "is 'age' and not one of pending, in, out"),
                        new FieldProblem("address", "has a space: '10.0.0.1 or so'"),
                        new FieldProblem("colour", "is not an argument of look"));
        assertThat(rows.calls).isEmpty();
    }

    @Test
    void asksForWhatIsMissing() {
        assertThat(refusal(KIM, "notice", Map.of()).fields())
                .containsExactly(
                        new FieldProblem("to", "is missing: a room, or all"),
                        new FieldProblem("text", "is missing: what is said"));
    }

    @Test
    void letsNobodyChangeAnythingWhoMayOnlyLook() {
        OpsException refused = refusal(READER, "ban", Map.of("who", "lee"));

        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(rows.calls).isEmpty();
    }

    @Test
    void doesNotKnowWhatIsNotInTheTable() {
        assertThat(refusal(KIM, "explode", Map.of()).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void refusesARowThatIsThereAlready() {
        assertThatThrownBy(() -> new OpsTable(List.of(rows.rows(), List.of(rows.log))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("twice in the table: log");
    }

    @Test
    void leavesOneLineForEachChangeAndNoneForALook() throws OpsException {
        try (LogCapture log = LogCapture.of(Audit.LOGGER)) {
            table.call(READER, "look", Map.of());
            table.call(KIM, "ban", Map.of("who", "lee", "duration", "10m", "reason", "said \"no\"\nand\u001b[2J"));
            refusal(KIM, "ban", Map.of("who", "lee", "reason", "busy"));
            refusal(READER, "ban", Map.of("who", "lee"));
            table.call(Operator.CONSOLE, "notice", Map.of("to", "all", "text", "see you"));
            table.call(Operator.CONSOLE, "log reset", Map.of());

            assertThat(log.messages())
                    .containsExactly(
                            "INFO kim (operate) from admin 127.0.0.1:4712: ban who=\"lee\" duration=10m"
                                    + " reason=\"said \\\"no\\\"\nand\u001b[2J\": done",
                            "INFO kim (operate) from admin 127.0.0.1:4712: ban who=\"lee\" reason=\"busy\":"
                                    + " another ban is under way",
                            "INFO nagios (read) from admin 127.0.0.1:4711: ban: not allowed: ban needs the role operate",
                            "INFO console: notice to=\"all\" text=7 characters: done",
                            "INFO console: log reset: done");
        }
    }

    @Test
    void helpListsEveryRowAndExplainsOne() throws OpsException {
        assertThat(table.call(READER, "help", Map.of()).lines())
                .hasSize(table.operations().size() + 1)
                .contains("help [COMMAND]                   this list, or what one command takes")
                .contains("look …                           does look")
                .endsWith("for what … stands for, type for instance: help look");
        assertThat(table.call(READER, "help", Map.of("command", "ban")).lines())
                .containsExactly(
                        "ban WHO [for DURATION] [REASON]: does ban",
                        "  WHO               an address or a user",
                        "  [for DURATION]    how long",
                        "  [REASON]          why");
        assertThat(refusal(READER, "help", Map.of("command", "bann"))).hasMessage("unknown command; did you mean ban?");
    }
}
