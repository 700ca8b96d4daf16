package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.checker.CheckReport;
import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Plays faults on one cluster, each under load and as often as {@code -Dfaults.tries} says, and checks what came of it. */
final class FaultBench {

    /** The property that says how often each fault is played. */
    static final String TRIES_PROPERTY = "faults.tries";

    private static final int TRIES = Integer.getInteger(TRIES_PROPERTY, 1);

    /** The load is under way when a fault comes. */
    private static final int TEXTS_BEFORE = 100;

    /** Added to each bound, which is for a machine that has time: this one may be busy. */
    static final Duration SLACK = Duration.ofSeconds(10);

    private final HostFleet hosts;
    private final FaultStore store;
    private final FaultTable table;
    private int loads;

    FaultBench(HostFleet hosts, FaultStore store, FaultTable table) {
        this.hosts = hosts;
        this.store = store;
        this.table = table;
    }

    /**
     * Plays a fault and adds its row to the table. It fails if the checker finds anything, in any try.
     *
     * @param bound after which all has to be well again
     * @param harm does the fault and ends it, and may say what users saw of it
     */
    void play(String fault, Duration bound, ThrowingConsumer<FaultTry> harm) throws Throwable {
        for (int number = 0; number < TRIES; number++) {
            CheckReport report = tryOnce(fault, bound, harm);
            assertThat(report.isClean())
                    .as("%s: %s\n%s", fault, report, String.join("\n", report.problems()))
                    .isTrue();
        }
    }

    private CheckReport tryOnce(String fault, Duration bound, ThrowingConsumer<FaultTry> harm) throws Throwable {
        try (ChatLoad load = nextLoad()) {
            FaultTry trial = new FaultTry(load, bound.plus(SLACK));
            harm.accept(trial);
            trial.awaitHealed();
            load.fallSilent();
            CheckReport report = trial.evidence(store).check();
            table.add(FaultOutcome.of(fault, report, trial.healed()));
            assertThat(trial.healed()).isLessThan(bound.plus(SLACK));
            assertThat(report.accepted()).isGreaterThanOrEqualTo(TEXTS_BEFORE);
            return report;
        }
    }

    /** What is left of a run without a fault. */
    FaultEvidence calmRun() {
        try (ChatLoad load = nextLoad()) {
            load.fallSilent();
            return new FaultTry(load, SLACK).evidence(store);
        }
    }

    /** Users who are talking, in rooms that no other load has been in. */
    private ChatLoad nextLoad() {
        int number = loads++;
        ChatLoad load = ChatLoad.start(hosts, store, "u" + number, number * ChatLoad.ROOMS);
        load.awaitAccepted(TEXTS_BEFORE);
        return load;
    }
}
