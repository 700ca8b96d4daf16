package io.onesend.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SeedPipelineTest {

    private static final int BOUND = 8;

    private final SeedPipeline pipeline = new SeedPipeline(BOUND);

    /** A store that answers only when it gets no further request; the oldest account first. */
    private final Deque<CompletableFuture<Boolean>> underWay = new ArrayDeque<>();

    private final List<Integer> begun = new ArrayList<>();
    private int mostUnderWay;

    private CompletionStage<Boolean> begin(int number) {
        begun.add(number);
        CompletableFuture<Boolean> account = new CompletableFuture<>();
        underWay.add(account);
        mostUnderWay = Math.max(mostUnderWay, underWay.size());
        return account;
    }

    /** Called when the pipeline asks whether to go on: answers one account if it would have to wait, and the last ones. */
    private boolean answerWhenFull(boolean isNew) {
        if (begun.size() == 100) {
            answerAll();
        } else if (underWay.size() == BOUND) {
            underWay.remove().complete(isNew);
        }
        return true;
    }

    private void answerAll() {
        underWay.forEach(rest -> rest.complete(true));
        underWay.clear();
    }

    @Test
    void neverHasMoreUnderWayThanItsBoundAndUsesAllOfIt() throws Exception {
        SeedOutcome outcome = pipeline.run(100, this::begin, counts -> answerWhenFull(true));

        assertThat(mostUnderWay).isEqualTo(BOUND);
        assertThat(begun).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(outcome).isEqualTo(new SeedOutcome(new SeedCounts(100, 0), null));
    }

    @Test
    void waitsForTheLastAnswerAndCountsWhatWasThereAlready() throws Exception {
        SeedOutcome outcome = pipeline.run(100, this::begin, counts -> answerWhenFull(counts.done() % 2 == 0));

        assertThat(underWay).isEmpty();
        // The accounts that had to make room for others were answered as new and as existing in turn.
        assertThat(outcome.counts()).isEqualTo(new SeedCounts(54, 46));
    }

    @Test
    void beginsNothingAfterAFailureWaitsForTheRestAndCountsIt() throws Exception {
        IllegalStateException down = new IllegalStateException("down, for the test");
        SeedOutcome outcome = pipeline.run(100, this::begin, counts -> {
            if (begun.size() == 20 && !underWay.isEmpty()) {
                underWay.remove().completeExceptionally(new CompletionException(down));
                underWay.remove().completeExceptionally(new IllegalStateException("later"));
                answerAll();
            }
            return answerWhenFull(true);
        });

        assertThat(begun).hasSize(20);
        assertThat(outcome.failure()).as("the first one, as it was").isSameAs(down);
        assertThat(outcome.counts().done()).isEqualTo(18);
    }

    @Test
    void aStopBeginsNothingMoreAndLeavesTheFirstAccountsWritten() throws Exception {
        SeedOutcome outcome = pipeline.run(100, this::begin, counts -> {
            if (begun.size() >= 30) {
                answerAll();
                return false;
            }
            return answerWhenFull(true);
        });

        assertThat(begun).hasSize(30).startsWith(0).endsWith(29);
        assertThat(outcome).isEqualTo(new SeedOutcome(new SeedCounts(30, 0), null));
    }
}
