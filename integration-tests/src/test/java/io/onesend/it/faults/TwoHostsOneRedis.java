package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * Two hosts on one Redis without replicas. Host 1 reaches Redis through a relay, so that it can be cut off, and is the one that
 * suffers; the users of host 0 must notice nothing but who leaves and enters.
 */
final class TwoHostsOneRedis implements AutoCloseable {

    /** Of host 1; more than the load ever brings at once. */
    static final int FEED_MAX_PENDING = 256 * 1024;

    /** Until a link that is lost is tried again, at most. */
    static final Duration RECONNECT = Duration.ofSeconds(2);

    /** Of a host: too short for the others to hold it for dead. */
    static final Duration SHORT_PAUSE = HostFleet.LEASE.dividedBy(4);

    private final SingleRedis redis;
    private final RedisRelay relay;
    private final HostFleet hosts;
    private final FaultTable table = new FaultTable();
    private final FaultBench bench;

    private TwoHostsOneRedis(SingleRedis redis, RedisRelay relay, HostFleet hosts) {
        this.redis = redis;
        this.relay = relay;
        this.hosts = hosts;
        bench = new FaultBench(hosts, redis, table);
    }

    static TwoHostsOneRedis startIn(Path folder) throws Exception {
        SingleRedis redis = SingleRedis.startIn(folder);
        RedisRelay relay = RedisRelay.to(redis.process().port());
        try {
            HostFleet hosts = HostFleet.start(List.of(
                    List.of("redis.uri=" + redis.process().uri()),
                    List.of("redis.uri=" + relay.uri(), "cluster.feed-max-pending=" + FEED_MAX_PENDING)));
            return new TwoHostsOneRedis(redis, relay, hosts);
        } catch (RuntimeException | AssertionError failed) {
            relay.close();
            redis.close();
            throw failed;
        }
    }

    SingleRedis redis() {
        return redis;
    }

    RedisRelay relay() {
        return relay;
    }

    HostFleet hosts() {
        return hosts;
    }

    FaultBench bench() {
        return bench;
    }

    /** Each user of host 1 was closed, once, for this reason. */
    void assertUsersOfHost1WereClosed(FaultTry trial, String reason) {
        assertThat(trial.load().lostConnections(1)).isEqualTo(trial.load().usersOf(1));
        assertThat(hosts.metric(1, "onesend_network_disconnects_total", "\"" + reason + "\""))
                .isGreaterThanOrEqualTo(trial.load().usersOf(1));
    }

    /** Waits until a host has another connection for its feeds; on a busy machine both may have one by then. */
    void awaitNewFeed(Set<String> before) {
        Awaitility.await().atMost(FaultBench.SLACK).until(() -> {
            Set<String> now = redis.feeds();
            return now.size() == before.size() && !now.equals(before);
        });
    }

    /**
     * Stops everything.
     *
     * @param name of the table of what came of the faults
     */
    void finish(String name) {
        table.write(name);
        close();
    }

    @Override
    public void close() {
        try {
            hosts.close();
        } finally {
            relay.close();
            redis.close();
        }
    }
}
