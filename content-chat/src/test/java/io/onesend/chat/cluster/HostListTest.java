package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.LittleHost.Cluster;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.statistics.ClusterHost;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lines of hosts: who is there, who is gone, and who only seems to be. */
class HostListTest {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration BEAT = LEASE.dividedBy(HostList.BEATS_OF_A_LEASE);

    private final Cluster cluster = new Cluster();
    private final LittleHost one = cluster.start("one", false);
    private final LittleHost two = cluster.start("two", false);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyHostSeesAllHostsAndTheirBeats() {
        cluster.pass(BEAT);
        assertThat(one.membership.hosts()).extracting(ClusterHost::name).containsExactly("one", "two");
        long beat = beatOfTwo();
        cluster.pass(BEAT.multipliedBy(3));
        assertThat(beatOfTwo()).isEqualTo(beat + 3);
    }

    @Test
    void aHostThatDoesNotBeatForALeaseIsTakenOffTheListAndNotBefore() {
        cluster.pass(BEAT);
        two.port.cut();
        cluster.pass(LEASE.minus(BEAT));
        assertThat(cluster.redis.kept().lines).containsKey("two");
        cluster.pass(BEAT.multipliedBy(3));
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("one");
        assertThat(one.membership.hosts()).extracting(ClusterHost::hid).containsExactly("one");
    }

    @Test
    void whileAHostIsCutOffNobodyGetsOlderForIt() {
        cluster.pass(BEAT);
        one.port.cut();
        two.port.cut();
        cluster.pass(LEASE.multipliedBy(3));
        one.port.heal();
        cluster.pass(BEAT.multipliedBy(2));
        assertThat(cluster.redis.kept().lines).containsKey("two");
        two.port.heal();
        cluster.pass(LEASE.multipliedBy(2));
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("one", "two");
    }

    @Test
    void readingTheListForALoginMakesNobodyOlder() {
        two.port.cut();
        for (int i = 0; i < 5 * HostList.BEATS_OF_A_LEASE; i++) {
            cluster.redis.kept().holders.put("onesend:at:user" + i, new Holder("gone", "1"));
            assertThat(one.login("user" + i, i).results).containsExactly(ResultCode.NONE);
        }
        assertThat(cluster.redis.kept().lines).containsKey("two");
    }

    @Test
    void aHostThatWasTakenOffTheListComesBack() {
        two.port.cut();
        cluster.pass(LEASE.multipliedBy(2));
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("one");
        two.port.heal();
        cluster.pass(BEAT.multipliedBy(2));
        assertThat(one.membership.hosts()).extracting(ClusterHost::hid).containsExactly("one", "two");
    }

    @Test
    void aDrainingHostSaysSoAndLetsNobodyIn() {
        cluster.run(two.membership::drain);
        cluster.pass(BEAT);
        assertThat(one.membership.hosts())
                .filteredOn(ClusterHost::draining)
                .extracting(ClusterHost::hid)
                .containsExactly("two");
        assertThat(two.login("alice", 1).results).containsExactly(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
    }

    @Test
    void aHostSignsOffOnceItsReleasesAreDone() {
        LittleHost.Login alice = two.login("alice", 1);
        two.port.hold();
        AtomicBoolean done = new AtomicBoolean();
        alice.session.hangUp();
        cluster.run(() -> two.membership.signOff(() -> done.set(true)));
        assertThat(cluster.redis.kept().lines)
                .as("the release is not answered yet")
                .containsKey("two");
        assertThat(done).isFalse();
        two.port.letGo();
        cluster.settle();
        assertThat(done).isTrue();
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("one");
        assertThat(cluster.redis.kept().holders).isEmpty();
        cluster.pass(LEASE);
        assertThat(cluster.redis.kept().lines).as("it does not beat any more").containsOnlyKeys("one");
    }

    @Test
    void aHostThatCannotReachRedisSignsOffAllTheSame() {
        AtomicBoolean done = new AtomicBoolean();
        two.port.cut();
        cluster.run(() -> two.membership.signOff(() -> done.set(true)));
        assertThat(done).isTrue();
    }

    @Test
    void aLineOfAnotherVersionIsAHostWithoutAName() {
        cluster.redis.kept().lines.put("three", "{\"a\": 1}");
        cluster.pass(BEAT);
        assertThat(one.membership.hosts()).contains(HostLine.unknown("three"));
    }

    @Test
    void aLineIsReadAsItWasWritten() {
        for (String address : new String[] {"", "chat.example:11021"}) {
            ClusterHost host = new ClusterHost("a1", "a name with spaces", address, true, 7);
            assertThat(HostLine.read("a1", HostLine.write(host))).isEqualTo(host);
        }
    }

    private long beatOfTwo() {
        return one.membership.hosts().stream()
                .filter(host -> host.hid().equals("two"))
                .findFirst()
                .orElseThrow()
                .beat();
    }
}
