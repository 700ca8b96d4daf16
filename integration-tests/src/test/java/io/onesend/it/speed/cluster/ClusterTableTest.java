package io.onesend.it.speed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterTableTest {

    private final ClusterTable table = new ClusterTable("what was done", 40);

    /** A run in which all figures are 8 but for these. */
    private static Map<ClusterFigure, Double> run(double hosts, double redis, double answer, double roundTrip) {
        Map<ClusterFigure, Double> run = new EnumMap<>(ClusterFigure.class);
        for (ClusterFigure figure : ClusterFigure.values()) {
            run.put(figure, 8.0);
        }
        run.put(ClusterFigure.HOSTS_MICROS, hosts);
        run.put(ClusterFigure.REDIS_MICROS, redis);
        run.put(ClusterFigure.ANSWER_P50, answer);
        run.put(ClusterFigure.ROUND_TRIP_P50, roundTrip);
        return run;
    }

    @Test
    void showsMediansAndADashForWhatASystemDoesNotHave() {
        table.add(
                ComparedSystem.of("nats-2"),
                List.of(
                        run(0.5, Double.NaN, Double.NaN, Double.NaN),
                        run(0.7, Double.NaN, Double.NaN, Double.NaN),
                        run(7, Double.NaN, Double.NaN, Double.NaN)));

        assertThat(table.text())
                .startsWith("what was done\n\n| system | ")
                .contains("| nats-2 |            8 |                  0.700 |                    – |");
    }

    @Test
    void comparesEachSystemWithNoClusterAndLargerClustersWithAClusterOfOneHost() {
        table.add(ComparedSystem.of("no-cluster"), List.of(run(0.4, Double.NaN, 100, Double.NaN)));
        table.add(ComparedSystem.of("cluster-1"), List.of(run(0.5, 4, 180, 80)));
        table.add(ComparedSystem.of("cluster-4"), List.of(run(0.625, 8, 220, 80)));

        assertThat(table.text().lines())
                .endsWith(
                        "cluster-1: hosts' CPU 1.25 times no cluster's, with Redis's 1.50 times; answered 1.0 round trips"
                                + " later (p50)",
                        "cluster-4: hosts' CPU 1.56 times no cluster's, with Redis's 2.06 times; answered 1.5 round trips"
                                + " later (p50); CPU of 1 host ÷ CPU of 4 for the same deliveries: 0.80");
    }

    @Test
    void saysNothingOfRoundTripsWhereNoneWereMeasured() {
        table.add(ComparedSystem.of("no-cluster"), List.of(run(0.4, Double.NaN, 100, Double.NaN)));
        table.add(ComparedSystem.of("pub-sub-2"), List.of(run(0.8, 4, 180, Double.NaN)));

        assertThat(table.text()).endsWith("\npub-sub-2: hosts' CPU 2.00 times no cluster's, with Redis's 2.25 times\n");
    }
}
