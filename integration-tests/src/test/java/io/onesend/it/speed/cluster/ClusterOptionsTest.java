package io.onesend.it.speed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.speed.cluster.ComparedSystem.Kind;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterOptionsTest {

    private static ClusterOptions with(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ClusterOptions.of(properties);
    }

    @Test
    void readsEveryOption() {
        ClusterOptions options = with(
                "cluster.rounds", "7",
                "cluster.seconds", "2",
                "cluster.warmup", "9",
                "cluster.works", "3x5,2x70",
                "cluster.paces", "saturated,500",
                "cluster.systems", "no-cluster,redis-cluster-3");

        assertThat(options.rounds()).isEqualTo(7);
        assertThat(options.seconds()).isEqualTo(2);
        assertThat(options.warmUpSeconds()).isEqualTo(9);
        assertThat(options.paces()).containsExactly(new Pace(0), new Pace(500));
        assertThat(options.systems())
                .containsExactly(new ComparedSystem(Kind.NO_CLUSTER, 1), new ComparedSystem(Kind.REDIS_CLUSTER, 3));
        assertThat(options.rooms()).isEqualTo(new ComparedSystem.Rooms(5, 70, 140));
    }

    @Test
    void comparesAllSystemsUnlessToldOtherwise() {
        assertThat(with().systems())
                .extracting(ComparedSystem::name)
                .containsExactly("no-cluster", "cluster-1", "cluster-2", "cluster-4", "pub-sub-2", "nats-2");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfSystemCanBeNamed(Kind kind) {
        ComparedSystem system = new ComparedSystem(kind, kind == Kind.NO_CLUSTER ? 1 : 4);

        assertThat(ComparedSystem.of(system.name())).isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster.rounds, 0, 'cluster.rounds is 1 to 3600, not ''0'''",
        "cluster.works, 25, cluster.works is not a work",
        "cluster.paces, fast, cluster.paces is not a pace: 'fast'",
        "cluster.systems, cluster, cluster.systems is not a system: 'cluster'; there are no-cluster",
        "cluster.systems, no-cluster-2, cluster.systems is not a system",
        "cluster.systems, nats-17, cluster.systems is not a system"
    })
    void saysWhatIsWrong(String key, String value, String words) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }
}
