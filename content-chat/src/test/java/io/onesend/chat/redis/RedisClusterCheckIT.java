package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.login.AccountStoreRefusedException;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.RedisClusterProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Each primary of a Redis Cluster is looked at before a host starts, and is named if it is unfit. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisClusterCheckIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PRIMARIES = 3;

    @TempDir
    private static Path folder;

    private static RedisClusterProcesses redis;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisClusterProcesses.startIn(folder, PRIMARIES, 0);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void makeAllFit() throws Exception {
        for (int node = 0; node < PRIMARIES; node++) {
            set(node, "maxmemory-policy", "noeviction");
            set(node, "cluster-node-timeout", "1000");
            set(node, "appendonly", "yes");
            redis.node(node).tell("ACL", "SETUSER", "default", "+fcall");
        }
    }

    private static void set(int node, String setting, String value) throws Exception {
        assertThat(redis.node(node).tell("CONFIG", "SET", setting, value)).isEqualTo("OK");
    }

    private static String address(int node) {
        return "127.0.0.1:" + redis.node(node).port();
    }

    private static List<String> check(int replicas) {
        return ClusterCheck.run(new RedisSettings(redis.uri(), TIMEOUT, "it:"), 16, replicas);
    }

    @Test
    void aRedisClusterWhoseNodesKeepTheirDataIsFit() {
        assertThat(check(0)).isEmpty();
    }

    @Test
    void namesTheOneThatThrowsDataAway() throws Exception {
        set(2, "maxmemory-policy", "allkeys-lru");

        assertThatThrownBy(() -> check(0))
                .isInstanceOf(AccountStoreRefusedException.class)
                .hasMessageStartingWith("Redis at " + address(2) + " has maxmemory-policy allkeys-lru");
    }

    @Test
    void namesTheOneThatRefusesUsAFunction() throws Exception {
        redis.node(1).tell("ACL", "SETUSER", "default", "-fcall");

        assertThatThrownBy(() -> check(0))
                .isInstanceOf(AccountStoreRefusedException.class)
                .hasMessageStartingWith("Redis at " + address(1) + " refuses what a cluster needs: NOPERM");
    }

    @Test
    void saysOnceWhatSeveralLack() throws Exception {
        set(0, "cluster-node-timeout", "15000");
        set(1, "cluster-node-timeout", "15000");

        assertThat(check(1))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Redis at ")
                        .contains(address(0), address(1), "cluster-node-timeout")
                        .doesNotContain(address(2)))
                .anySatisfy(line -> assertThat(line).contains(address(0), address(1), address(2), "has 0 replicas"))
                .hasSize(2);
    }

    @Test
    void aPrimaryThatIsGoneHindersNoStart() throws Exception {
        redis.node(2).kill();
        try {
            assertThat(check(0)).containsExactly("Redis at " + address(2) + " is not checked: connection refused");
        } finally {
            redis.node(2).startAgain();
        }
    }

    @Test
    void aSeedIsAskedIfTheFirstServerIsGone() {
        RedisSettings settings = new RedisSettings(
                "redis://127.0.0.1:" + FreePort.choose(),
                TIMEOUT,
                "it:",
                RedisSettings.Topology.AUTO,
                List.of(address(1)));

        assertThat(ClusterCheck.run(settings, 16, 1))
                .anySatisfy(line -> assertThat(line).contains(address(0), address(1), address(2)));
        try (RedisAccountStore accounts = RedisAccountStore.connect(settings)) {
            assertThat(accounts.userIds().toCompletableFuture().join()).isEmpty();
        }
    }
}
