package io.onesend.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

class SeedPipelineRaceTest {

    private static final int BOUND = 50;

    private final ExecutorService store = Executors.newFixedThreadPool(4);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    @AfterEach
    void stop() {
        store.shutdownNow();
    }

    @RepeatedTest(5)
    void keepsItsBoundAndCountsEveryAnswerOfManyThreads() throws Exception {
        SeedOutcome outcome = new SeedPipeline(BOUND)
                .run(
                        20_000,
                        number -> {
                            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            return CompletableFuture.supplyAsync(
                                    () -> {
                                        underWay.decrementAndGet();
                                        return number % 4 != 0;
                                    },
                                    store);
                        },
                        counts -> true);

        assertThat(outcome).isEqualTo(new SeedOutcome(new SeedCounts(15_000, 5_000), null));
        assertThat(mostUnderWay.get()).isBetween(1, BOUND);
        assertThat(underWay).hasValue(0);
    }
}
