package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.Timing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterPartTest {

    private static final Timing NEVER = new Timing(0, 0);

    private static ClusterPart part(int partitions, int live) {
        ClusterStatistics numbers = new ClusterStatistics(
                partitions,
                live,
                0,
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                1,
                0,
                0,
                Map.of(),
                new ClusterStatistics.Times(NEVER, NEVER, NEVER));
        return new ClusterPart(
                () -> List.of(new ClusterHost("a1", "north", "", false, 1)),
                userId -> CompletableFuture.completedStage(Optional.empty()),
                () -> numbers,
                () -> "OOM command not allowed");
    }

    @Test
    void allRoomsAreServedWhenNoPartitionWaits() {
        assertThat(part(16, 16).obstacle()).isEmpty();
    }

    @Test
    void saysHowManyPartitionsWaitForRedisAndWhy() {
        assertThat(part(16, 3).obstacle())
                .contains("cluster: 13 of 16 partitions wait for Redis: OOM command not allowed");
    }

    @Test
    void countsTheHostsWhenTheyAreAskedFor() {
        assertThat(part(16, 16).metrics().hosts().getAsInt()).isEqualTo(1);
    }
}
