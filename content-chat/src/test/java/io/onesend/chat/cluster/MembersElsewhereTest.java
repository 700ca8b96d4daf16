package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users whom Redis has in a room by another host than the one that had their session last. */
class MembersElsewhereTest {

    private static final int ROOM = ReturningClient.ROOM;
    private static final ClusterConfig CONFIG = ClusterConfig.named("test");

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 3), CONFIG);
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();
    private final Host c = redis.addHost();
    private final FakeSession bob = redis.inRoom(c, "bob", ROOM);

    @AfterEach
    void close() {
        redis.close();
    }

    private ReturningClient aliceInRoom() {
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        redis.heardBy(bob);
        return alice;
    }

    @Test
    void whoWasNotMovedByTheHostThatHasTheUserIdIsMovedByTheNext() {
        ReturningClient alice = aliceInRoom();
        alice.read();
        a.port().holdsMessages = true;
        b.port().holdsPartitions = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        redis.at(b, b.port()::cut);

        assertThat(alice.resumeAt(c)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        alice.say("here");
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "here"));
    }

    @Test
    void aHostThatIsLateDoesNotFetchBackWhoHasGoneOnElsewhere() {
        ReturningClient alice = aliceInRoom();
        alice.lose();
        b.port().holdsPartitions = true;
        b.port().holdsMessages = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        assertThat(alice.resumeAt(c)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        b.port().holdsPartitions = false;
        redis.settle();

        alice.say("here");
        assertThat(alice.read()).contains(new RoomChatNotify("alice", "here"));
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "here"));
    }

    @Test
    void whoseEntryWasNotAnsweredByAHostThatIsGoneComesInAtAnother() {
        ReturningClient alice = new ReturningClient(redis, a, "alice");
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        alice.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        assertThat(redis.heardBy(bob)).hasOnlyElementsOfType(RoomNewUserNotify.class);
        redis.at(a, a.port()::cut);

        redis.inRoom(c, "carol", ROOM);
        redis.heardBy(bob);
        FakeSession again = resumeWithoutRoom(alice, b);
        again.receive(new RoomEnterRequest(ROOM));
        List<ServerPacket> answers = redis.heardBy(again);
        assertThat(answers).first().isEqualTo(new RoomEnterResponse(ResultCode.NONE));
        assertThat(listIn(answers).users())
                .extracting(RoomUserListNotify.User::userId)
                .containsExactly("bob", "carol", "alice");
        again.receive(new RoomChatRequest("here"));
        redis.settle();
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "here"));
        bob.receive(new RoomChatRequest("welcome"));
        assertThat(redis.heardBy(again)).contains(new RoomChatNotify("bob", "welcome"));
    }

    @Test
    void whoComesInByAMoveIsListedThoseWhoAreThereAndToldWhoLeavesThen() {
        ReturningClient alice = new ReturningClient(redis, a, "alice");
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        alice.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        redis.at(a, a.port()::cut);
        FakeSession again = resumeWithoutRoom(alice, b);
        again.receive(new RoomEnterRequest(ROOM));
        while (batchesOf(b) < 2) {
            redis.at(b, () -> b.port().deliver());
        }
        bob.receive(new RoomLeaveRequest());
        redis.at(c, () -> c.port().deliver());

        List<ServerPacket> answers = redis.heardBy(again);
        assertThat(listIn(answers).users())
                .extracting(RoomUserListNotify.User::userId)
                .containsExactly("bob", "alice");
        assertThat(answers).hasAtLeastOneElementOfType(RoomLeaveUserNotify.class);
    }

    @Test
    void whoComesBackToTheHostThatStillHasTheMemberIsReplayedWhatItHadUnderWayThere() {
        ReturningClient alice = aliceInRoom();
        alice.read();
        a.port().holdsMessages = true;
        alice.say("first");
        alice.say("second");
        b.port().holdsPartitions = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        redis.at(b, b.port()::cut);

        assertThat(alice.resumeAt(a)).isEmpty();
        a.port().holdsMessages = false;
        assertThat(alice.read())
                .containsExactly(
                        new ResumeResponse(ResultCode.NONE, 2),
                        new RoomChatNotify("alice", "first"),
                        new RoomChatNotify("alice", "second"));
    }

    @Test
    void whoseHostStillHasTheMemberAndIsGoneBeforeItIsBackHasLeft() {
        ReturningClient alice = aliceInRoom();
        alice.read();
        b.port().holdsPartitions = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        redis.at(b, b.port()::cut);
        a.port().holdsMessages = true;
        assertThat(alice.resumeAt(a)).isEmpty();
        alice.session.hangUp();
        a.port().holdsMessages = false;
        redis.settle();
        redis.run(CONFIG.resume().linger().plusSeconds(1));
        assertThat(redis.heardBy(bob)).hasSize(1).hasOnlyElementsOfType(RoomLeaveUserNotify.class);
    }

    @Test
    void whoWasOnTheWayIntoAnotherRoomThanTheOneItComesBackToIsNotLeftThere() {
        ReturningClient alice = aliceInRoom();
        alice.read();
        alice.session.receive(new RoomLeaveRequest());
        redis.settle();
        a.port().holdsMessages = true;
        alice.session.receive(new RoomEnterRequest(ROOM + 1));
        redis.settle();
        assertThat(alice.resumeAt(a)).isEmpty();
        a.port().holdsMessages = false;
        assertThat(alice.read()).first().isEqualTo(new ResumeResponse(ResultCode.NONE, 2));

        FakeSession other = redis.loggedIn(b, "other");
        other.receive(new RoomEnterRequest(ROOM + 1));
        assertThat(listIn(redis.heardBy(other)).users())
                .extracting(RoomUserListNotify.User::userId)
                .containsExactly("other");
    }

    @Test
    void whoseEntryComesAfterItsSessionHasEndedIsInByItsNextSession() {
        ReturningClient alice = new ReturningClient(redis, a, "alice");
        a.port().holdsMessages = true;
        alice.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        alice.session.hangUp();
        FakeSession again = resumeWithoutRoom(alice, a);
        again.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        a.port().holdsMessages = false;

        assertThat(redis.heardBy(again)).first().isEqualTo(new RoomEnterResponse(ResultCode.NONE));
        again.receive(new RoomChatRequest("here"));
        redis.settle();
        assertThat(redis.heardBy(bob)).hasSize(2).first().isInstanceOf(RoomNewUserNotify.class);
    }

    @Test
    void whoseEntryComesWhenItsNextSessionHasEndedTooHasLeft() {
        ReturningClient alice = new ReturningClient(redis, a, "alice");
        a.port().holdsMessages = true;
        alice.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        alice.session.hangUp();
        FakeSession again = resumeWithoutRoom(alice, a);
        again.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        again.hangUp();
        resumeWithoutRoom(alice, a);
        a.port().holdsMessages = false;

        assertThat(redis.heardBy(bob)).hasSize(2).last().isInstanceOf(RoomLeaveUserNotify.class);
    }

    @Test
    void theHostThatHadTheSessionEndsItIfTheNextOneIsLostOnTheWay() {
        ReturningClient alice = aliceInRoom();
        FakeSession before = alice.session;
        b.port().holdsPartitions = true;
        FakeSession again = b.chat().connect();
        again.receive(new ResumeRequest("alice", alice.token, ROOM, alice.position.offset(), alice.position.tag()));
        redis.settle();
        again.hangUp();
        b.port().holdsPartitions = false;
        redis.settle();

        assertThat(before.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
        assertThat(redis.heardBy(bob)).hasOnlyElementsOfType(RoomLeaveUserNotify.class);
    }

    private static long batchesOf(Host host) {
        return host.port().calls.stream()
                .filter(call -> call.name().equals("os1_apply"))
                .count();
    }

    private FakeSession resumeWithoutRoom(ReturningClient client, Host host) {
        FakeSession session = host.chat().connect();
        session.receive(new ResumeRequest(client.userId, client.token, ResumeRequest.NO_ROOM, 0, 0));
        assertThat(redis.heardBy(session)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        return session;
    }

    private static RoomUserListNotify listIn(List<ServerPacket> packets) {
        return packets.stream()
                .filter(RoomUserListNotify.class::isInstance)
                .map(RoomUserListNotify.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
