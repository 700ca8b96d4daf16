package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.speed.ByHandServer.Flushing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

    private final ComparisonTable table = new ComparisonTable("what was done");

    /** A run in which all figures are the same but for these two. */
    private static Map<Figure, Double> run(double cpuMicros, double serverCpu) {
        Map<Figure, Double> run = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            run.put(figure, 1_234.0);
        }
        run.put(Figure.CPU_MICROS_PER_DELIVERY, cpuMicros);
        run.put(Figure.SERVER_CPU_PERCENT, serverCpu);
        run.put(Figure.GENERATOR_CPU_PERCENT, 91.0);
        return run;
    }

    @Test
    void showsTheMedianOfEachFigureInColumnsThatLineUp() {
        table.add("onesend", null, List.of(run(0.5, 93), run(0.25, 99), run(7, 91)));
        table.add("by hand", Flushing.PLAIN, List.of(run(2.5, 95)));

        assertThat(table.text(false)).isEqualTo("""
                what was done

                | server  | deliveries/s | server CPU % | CPU µs/delivery | p50 µs | p99 µs | p99.9 µs | bytes allocated/delivery | RSS MiB | load's CPU % |
                |---------|-------------:|-------------:|----------------:|-------:|-------:|---------:|-------------------------:|--------:|-------------:|
                | onesend |        1,234 |           93 |           0.500 |  1,234 |  1,234 |    1,234 |                  1,234.0 |   1,234 |           91 |
                | by hand |        1,234 |           95 |           2.500 |  1,234 |  1,234 |    1,234 |                  1,234.0 |   1,234 |           91 |

                Deliveries per CPU second over by hand: onesend 5.00 ×
                """);
    }

    @Test
    void comparesEachOfOursWithEachByHandAndSaysWhatIsAskedFor() {
        table.add("epoll", null, List.of(run(0.5, 99)));
        table.add("nio", null, List.of(run(0.8, 99)));
        table.add("plain", Flushing.PLAIN, List.of(run(4, 99)));
        table.add("batched", Flushing.BATCHED, List.of(run(1, 99)));

        assertThat(table.text(true).lines())
                .endsWith(
                        "Deliveries per CPU second over plain (asked for: 5.0 ×): epoll 8.00 ×; nio 5.00 ×",
                        "Deliveries per CPU second over batched (asked for: 1.5 ×): epoll 2.00 ×; nio 1.25 ×");
    }

    @Test
    void saysWhichServersHadToWaitForTheLoadTool() {
        table.add("quick", null, List.of(run(0.5, 60)));
        table.add("slow", Flushing.PLAIN, List.of(run(4, 99)));

        assertThat(table.text(false)).endsWith("The load tool was the bottleneck, not the server: quick.\n");
    }

    @Test
    void whatTheSystemDoesNotTellIsAQuestionMark() {
        Map<Figure, Double> run = run(1, 99);
        run.put(Figure.RESIDENT_MIB, Double.NaN);
        table.add("onesend", null, List.of(run));

        assertThat(table.text(false)).contains("|       ? |");
    }
}
