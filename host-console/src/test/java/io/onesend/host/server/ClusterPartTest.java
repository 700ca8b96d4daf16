package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.statistics.ClusterStatistics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterPartTest {

    private static ClusterPart part(int partitions, int live) {
        ClusterStatistics numbers = new ClusterStatistics(
                partitions, live, 0, Map.of(), Map.of(), 0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0);
        return new ClusterPart(() -> numbers);
    }

    @Test
    void allRoomsAreServedWhenNoPartitionWaits() {
        assertThat(part(16, 16).obstacle()).isEmpty();
    }

    @Test
    void saysHowManyPartitionsWaitForRedis() {
        assertThat(part(16, 3).obstacle()).contains("cluster: 13 of 16 partitions wait for Redis");
    }
}
