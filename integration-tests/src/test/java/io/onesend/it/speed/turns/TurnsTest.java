package io.onesend.it.speed.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests whose turn it is, and that all are ended. */
class TurnsTest {

    private record Named(String name, List<String> closed) implements Compared {

        @Override
        public void close() {
            closed.add(name);
            if (name.startsWith("bad")) {
                throw new AssertionError(name + " complains");
            }
        }
    }

    @Test
    void everyOtherRoundGoesBackwards() {
        List<String> order = new ArrayList<>();

        Turns.take(List.of("a", "b", "c"), 3, order::add);

        assertThat(order).containsExactly("a", "b", "c", "c", "b", "a", "a", "b", "c");
    }

    @Test
    void allAreEndedAndTheFirstComplaintIsThrown() {
        List<String> closed = new ArrayList<>();
        List<Named> all = List.of(new Named("good", closed), new Named("bad 1", closed), new Named("bad 2", closed));

        assertThatThrownBy(() -> Turns.closeAll(all))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bad 1 complains");
        assertThat(closed).containsExactly("good", "bad 1", "bad 2");
    }
}
