package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.FakeSession;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.room.RoomEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that does not beat is held for dead: its users leave, and it closes their sessions when it is back. */
class ClusterLeaseTest extends TwoMembersOnTwoHosts {

    private static final Duration LEASE = Duration.ofSeconds(10);

    @Test
    void theUsersOfADeadHostLeaveWithinALease() {
        redis.at(b, b.port()::cut);
        redis.run(LEASE.minusSeconds(5));
        assertThat(redis.heardBy(alice)).isEmpty();

        redis.run(Duration.ofSeconds(5));

        assertThat(redis.heardBy(alice)).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class);
        assertThat(a.statistics().reapedUsers()).isOne();
    }

    @Test
    void aHostThatWasHeldForDeadClosesItsUsersAndGoesOn() {
        redis.at(b, b.port()::cut);
        redis.run(LEASE);
        redis.heardBy(alice);

        redis.at(b, b.port()::connect);
        redis.run(Duration.ofSeconds(1));

        assertThat(bob.ended()).isEqualTo(ClusterReasons.LEASE_LOST);
        assertThat(b.statistics().fenced()).isPositive();
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        redis.heardBy(alice);
        redis.say(carol, "back");
        assertThat(redis.heardBy(alice)).containsExactly(new RoomChatNotify("carol", "back"));
    }

    @Test
    void aHostThatWasHeldForDeadAndLosesTheAnswerThatSaysSoClosesItsUsersToo() {
        redis.say(bob, "once");
        redis.at(b, b.port()::cut);
        redis.run(LEASE);
        b.port().holdsAnswers = true;
        redis.at(b, b.port()::connect);
        redis.settle();
        b.port().holdsAnswers = false;
        redis.at(b, b.port()::cut);

        redis.at(b, b.port()::connect);
        redis.settle();

        assertThat(bob.ended()).isEqualTo(ClusterReasons.LEASE_LOST);
        assertThat(redis.heardBy(alice))
                .containsExactly(new RoomChatNotify("bob", "once"), new RoomLeaveUserNotify(uniqueIdOf("bob")));
    }

    @Test
    void aPauseOfRedisKillsNobody() {
        for (Host host : List.of(a, b)) {
            host.port().holdsCalls = true;
        }
        redis.run(LEASE.multipliedBy(2));
        for (Host host : List.of(a, b)) {
            host.port().holdsCalls = false;
        }
        redis.run(LEASE);

        assertThat(bob.ended()).isNull();
        assertThat(redis.heardBy(alice)).isEmpty();
    }

    private long uniqueIdOf(String userId) {
        return redis.primary.streams().get(0).entries().stream()
                .map(RoomStream.Entry::event)
                .filter(event -> event instanceof RoomEvent.Entered entered
                        && entered.userId().equals(userId))
                .findFirst()
                .orElseThrow()
                .uniqueId();
    }
}
