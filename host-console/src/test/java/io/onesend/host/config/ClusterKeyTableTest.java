package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.chat.redis.RedisSettings.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterKeyTableTest {

    private static final List<String> CLUSTER = List.of("cluster.enabled=true", "redis.uri=redis://h");

    @TempDir
    private Path folder;

    private HostConfig load(String... settings) {
        return ConfigLoader.load(source(settings)).config();
    }

    private List<String> problemsOf(String... settings) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(source(settings)))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private ConfigSource source(String... settings) {
        return new ConfigSource(null, folder, Map.of(), List.of(settings));
    }

    private static String[] clusterWith(String... more) {
        List<String> all = new ArrayList<>(CLUSTER);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aHostIsAloneUnlessAClusterIsEnabled() {
        assertThat(load("cluster.lease=20s").cluster()).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheChat() {
        assertThat(load(clusterWith()).cluster()).contains(ClusterConfig.named(""));
    }

    @Test
    void eachKeyReachesTheChat() {
        ClusterConfig config = load(clusterWith(
                        "cluster.host-name=north",
                        "cluster.address=chat.example:11021",
                        "cluster.partitions=32",
                        "cluster.channels=2",
                        "cluster.lease=20s",
                        "cluster.accept-timeout=3s",
                        "cluster.takeover-after=1s",
                        "cluster.duplicate-login=kick-old",
                        "cluster.durability=replicated",
                        "cluster.replicas=2",
                        "cluster.in-flight=8",
                        "cluster.feed-max-pending=1MiB",
                        "cluster.repair-max-bytes=2MiB",
                        "cluster.history.entries=300",
                        "cluster.history.keep=5m",
                        "cluster.history.on-enter=10",
                        "cluster.history.on-enter-max=20",
                        "cluster.resume.enabled=false",
                        "cluster.resume.linger=7s",
                        "cluster.resume.window=3m",
                        "cluster.resume.max-replay=40"))
                .cluster()
                .orElseThrow();

        assertThat(config)
                .isEqualTo(new ClusterConfig(
                        "north",
                        "chat.example:11021",
                        32,
                        2,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        true,
                        true,
                        2,
                        8,
                        1 << 20,
                        2 << 20,
                        new ClusterConfig.History(300, Duration.ofMinutes(5), 10, 20),
                        new ClusterConfig.Resume(false, Duration.ofSeconds(7), Duration.ofMinutes(3), 40)));
    }

    @Test
    void aClusterOnTheEmbeddedRedisIsAnErrorThatSaysWhatToDo() {
        assertThat(problemsOf("cluster.enabled=true"))
                .containsExactly(
                        "--set: cluster.enabled needs a Redis that all hosts share, 7.0.3 or later: set redis.uri"
                                + " to its address; the embedded Redis is this host's own, and has no functions");
    }

    @Test
    void aClusterWithInlineLogicIsAnErrorThatSaysWhatToDo() {
        assertThat(problemsOf(clusterWith("network.logic=inline")))
                .containsExactly("--set: cluster.enabled needs network.logic: thread,"
                        + " which is where other hosts' events are handled");
    }

    @Test
    void noMoreMessagesComeOnEnteringThanMayBeAskedFor() {
        assertThat(problemsOf("cluster.history.on-enter=51"))
                .containsExactly("--set: cluster.history.on-enter has to be at most cluster.history.on-enter-max");
    }

    @Test
    void takesARedisClusterAndSentinels() {
        assertThat(load("redis.uri=redis://h:1", "redis.topology=cluster", "redis.seeds=a:1,b:2")
                        .redis()
                        .settingsFor("redis://h:1"))
                .isEqualTo(new RedisSettings(
                        "redis://h:1", Duration.ofSeconds(1), "onesend:", Topology.CLUSTER, List.of("a:1", "b:2")));
        RedisConfig sentinels =
                load("redis.uri=redis-sentinel://:secret@a:26379,b/0#main").redis();
        assertThat(sentinels.maskedUri()).isEqualTo("redis-sentinel://:***@a:26379,b/0#main");
        assertThat(sentinels.settingsFor(sentinels.uri()).topology()).isEqualTo(Topology.AUTO);
    }

    @Test
    void aRedisClusterHasNoSentinelAndIsNotEmbedded() {
        assertThat(problemsOf("redis.topology=cluster"))
                .singleElement()
                .asString()
                .contains("needs a redis:// or");
        assertThat(problemsOf("redis.topology=cluster", "redis.uri=redis-sentinel://a,b#main"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "redis.seeds, 'a:1,b', is not a list of addresses",
        "redis.uri, 'redis-sentinel://a,b', is neither",
        "cluster.partitions, 0, may be 1 to 1024",
        "cluster.channels, 4097, may be 1 to 4096",
        "cluster.lease, 500ms, may be 1s to 10m",
        "cluster.history.entries, 0, may be 1 to 1000000",
        "cluster.duplicate-login, kick, is not one of kick-old",
        "cluster.address, chat.example, is not a host of up to 64 characters and a port",
        "cluster.address, chat.example:0, is not a host",
        "cluster.address, chat.example:65536, is not a host",
        "cluster.address, ::1:11021, write chat.example:11021 or [::1]:11021"
    })
    void saysWhatIsWrongWithAValue(String path, String value, String words) {
        assertThat(problemsOf(path + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + path + ": " + path + " ")
                .contains(words);
    }

    @Test
    void anAddressHasAHostThatThePacketsHaveRoomFor() {
        String longest = "h".repeat(64);

        assertThat(load(clusterWith("cluster.address=" + longest + ":1")).cluster())
                .map(ClusterConfig::address)
                .contains(longest + ":1");
        assertThat(load(clusterWith("cluster.address=[::1]:11021")).cluster())
                .map(ClusterConfig::address)
                .contains("[::1]:11021");
        assertThat(problemsOf("cluster.address=h" + longest + ":1")).hasSize(1);
    }
}
