package io.onesend.it.speed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A run of the comparison, as it is made of every system. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class MeasurementIT {

    private static final Pinning NOWHERE = new Pinning(List.of(), List.of());
    private static final Work WORK = new Work(2, 5, 2, 4);
    private static final ComparedSystem.Rooms ROOMS = new ComparedSystem.Rooms(2, 5, 10);

    private final LoadLoop loop = new LoadLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void twoHostsDeliverEveryMessageAndAllFiguresAreMeasured() {
        try (RunningSystem hosts = ComparedSystem.of("cluster-2").start(ClusterOptions.transport(), ROOMS, NOWHERE);
                Crowd crowd = Crowd.enter(loop, hosts, WORK, 0)) {
            Measurement measurement = new Measurement(loop, hosts, crowd);
            measurement.warmUp(Duration.ofMillis(100));

            Map<ClusterFigure, Double> figures = measurement.run(new Pace(500), Duration.ofSeconds(1));

            assertThat(figures).containsOnlyKeys(ClusterFigure.values());
            assertThat(figures.values()).allMatch(value -> value > 0);
        }
    }

    @Test
    void aHostThatEndsFailsTheRun() {
        try (RunningSystem hosts = PubSubHosts.start("pub-sub-2", 2, NOWHERE);
                Crowd crowd = Crowd.enter(loop, hosts, WORK, 0)) {
            ProcessHandle first = ProcessHandle.of(hosts.hostPids().get(0)).orElseThrow();
            crowd.begin(new Pace(0));
            first.destroyForcibly();
            first.onExit().join();

            assertThatThrownBy(crowd::end)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("10 of 10 members are in their rooms, .*; trouble: user-.*");
        }
    }

    @Test
    void whoIsNotLetInFailsTheCrowd() {
        ComparedSystem.Rooms tooFew = new ComparedSystem.Rooms(2, 4, 10);
        try (RunningSystem host = ComparedSystem.of("no-cluster").start(ClusterOptions.transport(), tooFew, NOWHERE)) {
            assertThatThrownBy(() -> Crowd.enter(loop, host, WORK, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the enter was answered 54");
        }
    }
}
