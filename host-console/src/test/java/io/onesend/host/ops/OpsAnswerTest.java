package io.onesend.host.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpsAnswerTest {

    @Test
    void whoAsksForJsonDoesNotPayForLines() {
        AtomicInteger made = new AtomicInteger();
        OpsAnswer answer = OpsAnswer.of(42, () -> List.of("line " + made.incrementAndGet()));

        assertThat(answer.json()).isEqualTo(42);
        assertThat(made).hasValue(0);
        assertThat(answer.lines()).containsExactly("line 1");
    }

    @Test
    void linesAreEscaped() {
        assertThat(OpsAnswer.of(42, () -> List.of("a\u0007b")).lines())
                .isEqualTo(OpsAnswer.of(42, "a\u0007b").lines())
                .noneMatch(line -> line.contains("\u0007"));
    }
}
