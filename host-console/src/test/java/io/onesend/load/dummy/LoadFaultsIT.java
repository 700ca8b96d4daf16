package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import io.onesend.load.dummy.FaultyServer.Fault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run against a server that does one thing wrong reports that, and nothing else. */
class LoadFaultsIT {

    private static final Map<Fault, Map<LoadCount, Long>> WRONG = new EnumMap<>(Map.of(
            Fault.NONE, Map.of(),
            Fault.DROPS, Map.of(LoadCount.LOST, 1L),
            Fault.DOUBLES, Map.of(LoadCount.DUPLICATE, 1L),
            Fault.SWAPS, Map.of(LoadCount.REORDERED, 1L),
            Fault.CHANGES_THE_WORDS, Map.of(LoadCount.FORGED, 1L, LoadCount.LOST, 1L),
            Fault.CHANGES_THE_NAME, Map.of(LoadCount.FORGED, 1L, LoadCount.LOST, 1L),
            Fault.MAKES_ONE_UP, Map.of(LoadCount.FORGED, 1L),
            Fault.REFUSES_A_LOGIN, Map.of(LoadCount.REFUSED, 1L),
            Fault.REFUSES_AN_ENTER, Map.of(LoadCount.REFUSED, 1L),
            Fault.REFUSES_A_MESSAGE, Map.of(LoadCount.REFUSED, 1L)));

    private static LoadPlan plan(int port, LoadPace pace) {
        LoadTiming timing =
                new LoadTiming(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500));
        LoadGroup group = new LoadGroup(Scenario.CHAT, 4, pace, new SizeRange(40, 256), 1, 0, 2);
        return new LoadPlan(
                new InetSocketAddress("127.0.0.1", port), 0, timing, 1, "누구-", LoadScheme.TOKEN, 4, List.of(group));
    }

    private static LoadCounts run(Fault fault, LoadPace pace) throws InterruptedException {
        try (FaultyServer server = new FaultyServer(fault);
                DummyRun run = new DummyRun(plan(server.port(), pace))) {
            run.start();
            assertThat(run.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(run.read().connections()).isZero();
            return run.read().counts();
        }
    }

    private static Map<LoadCount, Long> wrong(LoadCounts counts) {
        Map<LoadCount, Long> wrong = new EnumMap<>(LoadCount.class);
        for (LoadCount count : LoadCount.values()) {
            if (count.isWrong() && counts.of(count) > 0) {
                wrong.put(count, counts.of(count));
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSES_A_CONNECTION")
    void namesWhatIsWrong(Fault fault) throws InterruptedException {
        LoadCounts counts = run(fault, LoadPace.ofRate(100));

        assertThat(wrong(counts)).isEqualTo(WRONG.get(fault));
        assertThat(counts.of(LoadCount.EXPECTED))
                .isPositive()
                .isEqualTo(counts.of(LoadCount.DELIVERED)
                        + counts.of(LoadCount.REORDERED)
                        + counts.of(LoadCount.LATE)
                        + counts.of(LoadCount.LOST));
    }

    @Test
    void namesALostConnection() throws InterruptedException {
        LoadCounts counts = run(Fault.CLOSES_A_CONNECTION, LoadPace.ofRate(100));

        assertThat(wrong(counts)).containsEntry(LoadCount.DISCONNECTED, 1L).containsKey(LoadCount.LOST);
        assertThat(wrong(counts)).containsOnlyKeys(LoadCount.DISCONNECTED, LoadCount.LOST);
    }

    @Test
    void goesOnInAClosedLoopAfterALoss() throws InterruptedException {
        LoadCounts counts = run(Fault.DROPS, LoadPace.ofWindow(1));

        assertThat(wrong(counts)).isEqualTo(WRONG.get(Fault.DROPS));
        assertThat(counts.of(LoadCount.SENT)).isGreaterThan(8);
    }
}
