package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFactsTest {

    @Test
    void readsWhatRedisSaysOfItself() {
        String info = """
                # Server\r
                redis_version:7.0.15\r
                # Memory\r
                maxmemory_policy:allkeys-lru\r
                # Persistence\r
                aof_enabled:1\r
                # Replication\r
                role:master\r
                connected_slaves:2\r
                """;

        assertThat(ServerFacts.ofInfo(info)).isEqualTo(new ServerFacts("7.0.15", "allkeys-lru", true, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0.3", "7.0.15", "7.2.0", "8.6.1", "255.255.255", "7.4.0-rc1"})
    void takesVersionsThatCutNoCallInHalf(String version) {
        assertThat(new ServerFacts(version, "noeviction", true, 0).obstacle()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2.6", "7.0.2", "5.0", "0"})
    void refusesOlderOnesAndNamesTheOldestThatWillDo(String version) {
        assertThat(new ServerFacts(version, "noeviction", true, 0).obstacle())
                .contains("is Redis " + version + ", and a cluster needs 7.0.3 or later");
    }

    @Test
    void refusesARedisThatThrowsAwayWhatItIsToKeep() {
        assertThat(new ServerFacts("7.0.15", "volatile-lru", true, 0).obstacle())
                .hasValueSatisfying(words -> assertThat(words).contains("volatile-lru", "set it to noeviction"));
    }
}
