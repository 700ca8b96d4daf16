package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.Replies.Beats;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeHistoryTest {

    private static final Beats SELF = new Beats("self", 1, 0);

    private final WholeHistory history = new WholeHistory("self");

    @Test
    void isWholeForAHostThatIsAlone() {
        assertThat(history.isSure()).isFalse();

        history.opened(List.of(SELF));

        assertThat(history.isSure()).isTrue();
    }

    @Test
    void isWholeOnceEachOtherHostHasBeatenOrIsGone() {
        history.opened(List.of(SELF, new Beats("a", 5, 2), new Beats("b", 7, 0), new Beats("dead", 9, 9)));

        history.seen(List.of(SELF, new Beats("a", 5, 2), new Beats("b", 8, 0)));
        assertThat(history.isSure()).as("a has not beaten").isFalse();

        history.seen(List.of(SELF, new Beats("a", 6, 2), new Beats("b", 8, 0), new Beats("new", 1, 0)));
        assertThat(history.isSure()).isTrue();
    }

    @Test
    void isWholeOnceAnotherIsSure() {
        history.opened(List.of(new Beats("a", 5, 2), new Beats("cut off", 7, 0)));

        history.seen(List.of(new Beats("a", 6, 3), new Beats("cut off", 7, 0)));

        assertThat(history.isSure()).isTrue();
    }

    @Test
    void anOpeningInTheSameHistorySeesWhatABeatSees() {
        history.opened(List.of(new Beats("a", 5, 2)));

        history.opened(List.of(new Beats("a", 5, 2)));
        assertThat(history.isSure()).as("a has not beaten").isFalse();

        history.opened(List.of(new Beats("a", 6, 2), new Beats("b", 1, 0)));
        assertThat(history.isSure()).isTrue();

        history.opened(List.of(new Beats("a", 6, 2), new Beats("b", 1, 0)));
        assertThat(history.isSure()).isTrue();
    }

    @Test
    void isNotWholeAnyMoreAfterAnotherOpening() {
        history.opened(List.of());

        history.mayChange();
        history.opened(List.of(new Beats("a", 5, 2)));

        assertThat(history.isSure()).isFalse();
    }
}
