package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadCount;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(2);

    private List<LoadCount> enter(int sent, long... sequences) {
        return Arrays.stream(sequences)
                .mapToObj(sequence -> ledger.enter(0, sequence, sent))
                .toList();
    }

    @Test
    void callsWhatComesOnceAndInOrderDelivered() {
        assertThat(enter(3, 0, 1, 2)).containsOnly(LoadCount.DELIVERED);
        assertThat(ledger.distinct(0)).isEqualTo(3);
        assertThat(ledger.distinct(1)).isZero();
    }

    @Test
    void goesOnBehindAGapAndKnowsThatSomethingIsMissing() {
        assertThat(enter(5, 0, 3, 4)).containsOnly(LoadCount.DELIVERED);
        assertThat(ledger.distinct(0)).isEqualTo(3);
        assertThat(ledger.next(0)).isEqualTo(5);
    }

    @Test
    void tellsReorderedFromDuplicate() {
        assertThat(enter(4, 0, 2, 1, 1, 2, 3))
                .containsExactly(
                        LoadCount.DELIVERED,
                        LoadCount.DELIVERED,
                        LoadCount.REORDERED,
                        LoadCount.DUPLICATE,
                        LoadCount.DUPLICATE,
                        LoadCount.DELIVERED);
        assertThat(ledger.distinct(0)).isEqualTo(4);
    }

    @Test
    void remembersExactlySixtyFour() {
        enter(200, 0, 64);
        assertThat(enter(200, 1)).containsExactly(LoadCount.REORDERED);
        assertThat(enter(200, 0)).containsExactly(LoadCount.DUPLICATE);

        enter(200, 70, 150);
        assertThat(enter(200, 87)).containsExactly(LoadCount.REORDERED);
        assertThat(enter(200, 87)).containsExactly(LoadCount.DUPLICATE);
        assertThat(enter(200, 86)).as("out of sight").containsExactly(LoadCount.DUPLICATE);
        assertThat(ledger.distinct(0)).isEqualTo(6);
    }

    @Test
    void knowsWhatHasArrivedAndLeavesOutWhatWasNotExpected() {
        enter(200, 0, 2, 3);
        assertThat(List.of(0L, 1L, 2L, 3L, 4L))
                .extracting(each -> ledger.has(0, each))
                .containsExactly(true, false, true, true, false);
        assertThat(ledger.has(1, 0)).isFalse();
        ledger.leaveOut(0);
        assertThat(ledger.distinct(0)).isEqualTo(2);
        enter(200, 66);
        assertThat(ledger.has(0, 3)).isTrue();
        assertThat(ledger.has(0, 2)).as("out of sight").isFalse();
    }

    @Test
    void callsForgedWhatNobodyHasSent() {
        assertThat(enter(3, 3, -1)).containsOnly(LoadCount.FORGED);
        assertThat(ledger.distinct(0)).isZero();
    }
}
