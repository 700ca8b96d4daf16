package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.Timing;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host measures of its cluster. */
class ClusterStatisticsTest {

    private static final double LEASE_SECONDS = 10;

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 4), ClusterConfig.named("test"));
    private final Host host = redis.addHost();
    private final FakeSession alice = redis.inRoom(host, "alice", 3);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aChatIsMeasuredFromTheUsersWordToItsAnswer() {
        host.port().holdsAnswers = true;
        host.port().holdsMessages = true;
        alice.receive(new RoomChatRequest("one"));
        redis.settle();
        Timing before = times().redis();
        redis.run(Duration.ofMillis(100));
        host.port().holdsAnswers = false;
        redis.run(Duration.ofMillis(50));
        host.port().holdsMessages = false;
        redis.settle();

        assertThat(times().accept())
                .isEqualTo(new Timing(1, Duration.ofMillis(150).toNanos()));
        assertThat(times().redis().count()).isEqualTo(before.count() + 1);
        assertThat(times().redis().nanos() - before.nanos())
                .isEqualTo(Duration.ofMillis(150).toNanos());
    }

    @Test
    void aBarrierIsMeasuredIfItShowsSomething() {
        redis.run(Duration.ofSeconds(5));
        assertThat(times().barrier().count()).isZero();
        host.port().barriers = BarrierResult.REPLICATED;
        alice.receive(new RoomChatRequest("one"));
        redis.run(Duration.ofSeconds(1));

        assertThat(times().barrier().count()).isOne();
    }

    @Test
    void theLeaseRunsOutWhileNoBeatGetsThrough() {
        redis.run(Duration.ofSeconds(5));
        assertThat(host.statistics().leaseLeftSeconds()).isCloseTo(LEASE_SECONDS, within(LEASE_SECONDS / 10));
        assertThat(host.statistics().linksUp()).isOne();

        redis.at(host, host.port()::cut);
        redis.run(Duration.ofSeconds(4));
        assertThat(host.statistics().leaseLeftSeconds()).isCloseTo(LEASE_SECONDS - 4, within(LEASE_SECONDS / 10));
        assertThat(host.statistics().linksUp()).isZero();

        redis.run(Duration.ofSeconds(20));
        assertThat(host.statistics().leaseLeftSeconds()).isZero();
    }

    @Test
    void claimsAreCountedByTheirResult() {
        redis.login(redis.addHost(), "alice");

        assertThat(host.statistics().claims()).isEqualTo(Map.of("none", 1L));
        assertThat(redis.hosts.get(1).statistics().claims()).isEqualTo(Map.of("login_user_already", 1L));
    }

    private ClusterStatistics.Times times() {
        return host.statistics().times();
    }
}
