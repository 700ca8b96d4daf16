package io.onesend.host.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final OpsTable table = new OpsTable(List.of(new TestOperations().rows()));

    private List<String> next(String before, String beginning) {
        return Completion.of(table, before, beginning).stream()
                .map(one -> one.word() + (one.complete() ? "" : "…"))
                .toList();
    }

    @Test
    void proposesOperationsByTheirBeginning() {
        assertThat(next("", "")).containsExactly("help", "look", "ban", "notice", "whereis", "log", "reload");
        assertThat(next(" ", "lo")).containsExactly("look", "log");
        assertThat(next("log ", "")).containsExactly("reset");
        assertThat(next("nothing ", "")).isEmpty();
    }

    @Test
    void proposesWhatAnOperationTakesAndWasNotGivenYet() {
        assertThat(next("look ", "")).containsExactly("by", "user=…", "address=…");
        assertThat(next("look user=kim by in ", "")).containsExactly("address=…");
        assertThat(next("look ", "u")).containsExactly("user=…");
        assertThat(next("reload ", "")).containsExactly("dry");
        assertThat(next("reload dry ", "")).isEmpty();
        assertThat(next("reload wet ", "")).isEmpty();
    }

    @Test
    void proposesTheValuesOfAnArgument() {
        assertThat(next("look by ", "")).containsExactly("pending", "in", "out");
        assertThat(next("look by ", "o")).containsExactly("out");
        assertThat(next("help ", "lo")).containsExactly("look", "log", "log reset");
    }
}
