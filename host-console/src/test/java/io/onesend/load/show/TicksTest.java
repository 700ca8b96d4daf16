package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.show.process.ProcessLoad;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {

    @Test
    void keepsEachTickWhileThereIsRoom() {
        Ticks ticks = new Ticks(4);
        for (int second = 1; second <= 4; second++) {
            ticks.add(tick(second, 1));
        }

        assertThat(ticks.all()).extracting(Tick::at).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 10, 100, 1_000, 1_023})
    void losesNothingWhenItMergesAndStaysWithinItsLimit(int readings) {
        Ticks ticks = new Ticks(4);
        for (int second = 1; second <= readings; second++) {
            ticks.add(tick(second, second));
        }

        List<Tick> all = ticks.all();
        assertThat(all).hasSizeBetween(2, 5);
        assertThat(all.get(all.size() - 1).at()).isEqualTo(readings);
        assertThat(all.stream().mapToDouble(Tick::seconds).sum()).isEqualTo(readings);
        assertThat(all.stream()
                        .mapToLong(tick -> tick.counts().of(LoadCount.DELIVERED))
                        .sum())
                .isEqualTo(readings * (readings + 1L) / 2);
        assertThat(all.subList(0, all.size() - 1).stream()
                        .mapToDouble(Tick::seconds)
                        .distinct())
                .as("ticks of one length")
                .hasSize(1);
    }

    @Test
    void mergesWhatCanBeAndTakesTheWorseOfTheRest() {
        Tick first = new Tick(1, 1, 10, delivered(300), latency(300, 100, 900, 5_000), new ProcessLoad(40, 7L), null);
        Tick second =
                new Tick(4, 3, 20, delivered(100), latency(100, 200, 800, 6_000), new ProcessLoad(80, null), null);

        Tick both = first.and(second);

        assertThat(both.at()).isEqualTo(4);
        assertThat(both.seconds()).isEqualTo(4);
        assertThat(both.connections()).isEqualTo(20);
        assertThat(both.perSecond(LoadCount.DELIVERED)).isEqualTo(100);
        assertThat(both.latencies()).isEqualTo(latency(400, 125, 900, 6_000));
        assertThat(both.generator()).isEqualTo(new ProcessLoad(70, 7L));
        assertThat(both.server()).isNull();
    }

    @Test
    void makesAShortEndPartOfTheTickBefore() {
        Ticks ticks = new Ticks(4);
        ticks.add(tick(1, 100));
        ticks.add(new Tick(1.01, 0.01, 50, delivered(5), Map.of(), null, null));

        assertThat(ticks.all()).hasSize(1);
        assertThat(ticks.all().get(0).perSecond(LoadCount.DELIVERED)).isCloseTo(105 / 1.01, within(1e-9));
    }

    @Test
    void tellsWhatCountsRoseBy() {
        LoadCounts difference = Tick.difference(
                new LoadCounts(Map.of(LoadCount.SENT, 9L, LoadCount.LOST, 1L)),
                new LoadCounts(Map.of(LoadCount.SENT, 4L)));

        assertThat(difference.of(LoadCount.SENT)).isEqualTo(5);
        assertThat(difference.wrong()).isEqualTo(1);
    }

    @Test
    void refusesALimitThatCannotBeHalved() {
        assertThatThrownBy(() -> new Ticks(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mergesEachKindOfLatencyByItself() {
        Tick logins =
                new Tick(1, 1, 5, LoadCounts.NONE, Map.of(LatencyKind.LOGIN, new TickLatency(2, 7, 8, 9)), null, null);
        Tick deliveries = new Tick(2, 1, 5, LoadCounts.NONE, latency(1, 1, 2, 3), null, null);

        assertThat(logins.and(deliveries).latencies())
                .isEqualTo(Map.of(
                        LatencyKind.LOGIN,
                        new TickLatency(2, 7, 8, 9),
                        LatencyKind.DELIVERY,
                        new TickLatency(1, 1, 2, 3)));
    }

    private static Map<LatencyKind, TickLatency> latency(long count, double p50, double p99, double max) {
        return Map.of(LatencyKind.DELIVERY, new TickLatency(count, p50, p99, max));
    }

    private static Tick tick(double at, long delivered) {
        return SampleRuns.tick(at, delivered(delivered), null);
    }

    private static LoadCounts delivered(long number) {
        return new LoadCounts(Map.of(LoadCount.DELIVERED, number));
    }
}
