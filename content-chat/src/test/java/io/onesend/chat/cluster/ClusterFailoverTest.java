package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Redis has lost is sent again by the hosts, or the users are told by the end of their sessions. */
class ClusterFailoverTest extends TwoMembersOnTwoHosts {

    private static final Duration LEASE = Duration.ofSeconds(10);

    @Test
    void whatAFailoverLosesIsSentAgainAndHeardOnce() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
        redis.say(alice, "kept by its host");
        assertThat(redis.heardBy(bob)).containsExactly(heard("kept by its host"));
        assertThat(redis.heardBy(alice)).hasSize(2);
        redis.cutAll();
        redis.primary.failOver();
        redis.connectAll();
        redis.say(bob, "after");

        assertThat(redis.heardBy(bob))
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("bob", "after"));
        assertThat(redis.heardBy(alice)).containsExactly(new RoomChatNotify("bob", "after"));
        assertThat(a.statistics().repairedEvents()).isOne();
        assertThat(b.statistics().repeatedEvents()).isOne();
        assertThat(redis.primary.streams().get(0).entries()).hasSize(4);
        assertThat(alice.ended()).isNull();
        assertThat(bob.ended()).isNull();
    }

    @Test
    void whoEnteredBeforeAFailoverStaysAlsoIfTheEntryWasLost() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        redis.heardBy(alice);
        redis.cutAll();
        redis.primary.failOver();
        redis.connectAll();
        redis.run(LEASE.multipliedBy(2));

        assertThat(carol.ended()).isNull();
        assertThat(redis.heardBy(alice)).isEmpty();
        redis.say(alice, "all here");
        assertThat(redis.heardBy(carol)).containsExactly(heard("all here"));
    }

    @Test
    void whoseEntryWasLostAndFindsTheRoomFullIsClosedAtOnce() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        redis.cutAll();
        redis.primary.failOver();
        redis.at(a, a.port()::connect);
        redis.inRoom(a, "dave", ROOM);
        redis.inRoom(a, "erin", ROOM);

        redis.at(b, b.port()::connect);
        redis.settle();

        assertThat(carol.ended()).isEqualTo(ClusterReasons.ROOM_LOST);
        assertThat(bob.ended()).isNull();
    }

    @Test
    void aWipedRedisEndsTheSessionsInRooms() {
        redis.cutAll();
        redis.primary.wipe();
        redis.connectAll();
        redis.settle();

        assertThat(alice.ended()).isEqualTo(ClusterReasons.ROOM_LOST);
        assertThat(bob.ended()).isEqualTo(ClusterReasons.ROOM_LOST);
        FakeSession carol = redis.inRoom(a, "carol", ROOM);
        FakeSession dave = redis.inRoom(b, "dave", ROOM);
        redis.say(carol, "anew");
        assertThat(redis.heardBy(dave)).containsExactly(new RoomChatNotify("carol", "anew"));
    }

    private static RoomChatNotify heard(String text) {
        return new RoomChatNotify("alice", text);
    }
}
