package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users who come back with a token, at the same host or at another. */
class ClusterResumeTest {

    private static final int ROOM = ReturningClient.ROOM;
    private static final Duration LINGER = ClusterConfig.named("test").resume().linger();
    private static final int MAX_USERS = 3;

    private final ScriptedRedis redis =
            new ScriptedRedis(Configs.rooms(0, 100, MAX_USERS), ClusterConfig.named("test"));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    private ReturningClient client(Host host, String userId) {
        return new ReturningClient(redis, host, userId);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aLoginOfAClientThatCanResumeBringsAToken() {
        ReturningClient alice = client(a, "alice");
        assertThat(alice.token).hasSize(32);
        assertThat(client(b, "bob").token).hasSize(32).isNotEqualTo(alice.token);
    }

    @Test
    void aUserWhoGoesOnAtAnotherHostHearsWhatItHasMissedAndNobodySeesIt() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        alice.read();
        FakeSession lost = alice.session;
        a.port().holdsMessages = true;
        bob.say("one");
        bob.say("two");
        List<ServerPacket> back = alice.resumeAt(b);
        assertThat(back)
                .containsExactly(
                        new ResumeResponse(ResultCode.NONE, 2),
                        new RoomChatNotify("bob", "one"),
                        new RoomChatNotify("bob", "two"));
        bob.say("three");
        assertThat(alice.read()).endsWith(new RoomChatNotify("bob", "three"));
        alice.heard.clear();
        alice.say("here");
        assertThat(alice.read())
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("alice", "here"));
        a.port().holdsMessages = false;
        redis.settle();
        assertThat(lost.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
        assertThat(bob.read())
                .doesNotHaveAnyElementsOfTypes(RoomLeaveUserNotify.class, RoomNewUserNotify.class)
                .contains(new RoomChatNotify("alice", "here"));
    }

    @Test
    void whatItsOldHostSendsLateIsNotSaidWhenItHasResumed() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        alice.read();
        a.port().holdsPartitions = true;
        alice.say("late");
        // Not lost: its user does not stay, and its id is given back at once.
        alice.session.close(DisconnectReason.of("for-the-test", Fault.PEER));
        redis.settle();

        List<ServerPacket> back = alice.resumeAt(b);
        assertThat(back).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        a.port().holdsPartitions = false;
        redis.run(Duration.ofSeconds(1));

        alice.say("again");
        assertThat(alice.read())
                .filteredOn(RoomChatNotify.class::isInstance)
                .containsExactly(new RoomChatNotify("alice", "again"));
        assertThat(bob.read()).containsExactly(new RoomChatNotify("alice", "again"));
    }

    @Test
    void aUserWhoHasLeftMeanwhileEntersAnewAndHearsThatToo() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        alice.lose();
        redis.run(LINGER);
        bob.say("missed");
        List<ServerPacket> back = alice.resumeAt(a);
        assertThat(back.get(0)).isEqualTo(new ResumeResponse(ResultCode.NONE, 3));
        assertThat(back.get(1)).isInstanceOf(RoomLeaveUserNotify.class);
        assertThat(back.get(2)).isEqualTo(new RoomChatNotify("bob", "missed"));
        assertThat(back.get(3)).isInstanceOf(RoomNewUserNotify.class);
        bob.say("heard");
        assertThat(alice.read()).endsWith(new RoomChatNotify("bob", "heard"));
    }

    @Test
    void aUserWhoHasGivenWayToALoginElsewhereCannotComeBack() {
        ReturningClient alice = client(a, "alice").inRoom();
        alice.lose();
        b.port().holdsMessages = true;
        FakeSession login = redis.login(b, "alice");
        assertThat(alice.resumeAt(a)).containsExactly(ResumeResponse.refusal(ResultCode.RESUME_UNKNOWN_TOKEN));
        b.port().holdsMessages = false;

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
    }

    @Test
    void aUserWhoIsAboutToComeBackIsNotSentAwayByALogin() {
        ReturningClient alice = client(a, "alice").inRoom();
        alice.lose();
        b.port().holdsMessages = true;
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        FakeSession login = redis.login(b, "alice");
        alice.resumeAt(a);
        a.port().holdsMessages = false;
        redis.settle();
        a.port().holdsAnswers = false;
        redis.settle();
        b.port().holdsMessages = false;

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.LOGIN_USER_ALREADY));
        assertThat(alice.read()).contains(new ResumeResponse(ResultCode.NONE, 0));
    }

    @Test
    void aWrongTokenIsRefusedAndThrottledAndSendsNobodyAway() {
        ReturningClient alice = client(a, "alice").inRoom();
        FakeSession forger = b.chat().connect();
        for (int i = 0; i < 11; i++) {
            forger.receive(new ResumeRequest("alice", "x".repeat(32), ROOM, 0, 0));
            redis.settle();
        }
        assertThat(forger.takeSent())
                .hasSize(11)
                .startsWith(ResumeResponse.refusal(ResultCode.RESUME_UNKNOWN_TOKEN))
                .endsWith(ResumeResponse.refusal(ResultCode.LOGIN_TOO_MANY_ATTEMPTS));
        assertThat(alice.session.ended()).isNull();
        alice.say("still here");
        assertThat(alice.read()).contains(new RoomChatNotify("alice", "still here"));
    }

    @Test
    void aTokenOfAnotherUserAndOneForNobodyAreRefusedAfterTheSameWork() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob");
        List<List<String>> asked = new ArrayList<>();
        for (String userId : List.of("alice", "nobody")) {
            FakeSession thief = b.chat().connect();
            int before = b.port().calls.size();
            thief.receive(new ResumeRequest(userId, bob.token, ROOM, 0, 0));
            assertThat(redis.heardBy(thief)).containsExactly(ResumeResponse.refusal(ResultCode.RESUME_UNKNOWN_TOKEN));
            asked.add(b.port().calls.subList(before, b.port().calls.size()).stream()
                    .map(FunctionCall::name)
                    .toList());
        }
        assertThat(asked).containsExactly(List.of("os1_claim"), List.of("os1_claim"));
        assertThat(b.statistics().resumes()).containsExactly(entry("resume_unknown_token", 2L));
        assertThat(alice.session.isOpen()).isTrue();
        assertThat(alice.resumeAt(b)).as("its token is good still").contains(new ResumeResponse(ResultCode.NONE, 0));
    }

    @Test
    void aLiveSessionAtTheSameHostGivesWayAndNobodySeesIt() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        FakeSession before = alice.session;
        assertThat(alice.resumeAt(a)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(before.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
        alice.heard.clear();
        alice.say("back");
        assertThat(alice.read())
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("alice", "back"));
        redis.run(LINGER.multipliedBy(2));
        assertThat(bob.read()).containsExactly(new RoomChatNotify("alice", "back"));
        assertThat(before.takeSent()).doesNotContain(new RoomChatNotify("alice", "back"));
    }

    @Test
    void aPositionThatIsNotInTheStreamIsAGap() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        alice.read();
        alice.session.hangUp();
        redis.settle();
        alice.position = new RoomPositionNotify(alice.position.offset(), alice.position.tag() + 1);
        List<ServerPacket> back = alice.resumeAt(b);
        assertThat(back.get(0)).isEqualTo(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        assertThat(back.get(1))
                .isInstanceOfSatisfying(
                        RoomGapNotify.class, gap -> assertThat(gap.reason()).isEqualTo(RoomGapNotify.Reason.REWRITTEN));
        assertThat(back.get(2))
                .isInstanceOfSatisfying(
                        RoomUserListNotify.class,
                        list -> assertThat(list.users())
                                .extracting(RoomUserListNotify.User::userId)
                                .containsExactly("alice", "bob"));
        bob.say("heard");
        assertThat(alice.read()).endsWith(new RoomChatNotify("bob", "heard"));
    }

    @Test
    void moreThanIsReplayedIsAGap() {
        ReturningClient alice = client(a, "alice").inRoom();
        ReturningClient bob = client(b, "bob").inRoom();
        alice.read();
        alice.session.hangUp();
        for (int i = 0; i < 501; i++) {
            bob.say("m" + i);
            redis.run(Duration.ofMillis(50));
            bob.session.takeSent();
        }
        List<ServerPacket> back = alice.resumeAt(a);
        assertThat(back.get(0)).isEqualTo(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        assertThat(back.get(1))
                .isInstanceOfSatisfying(
                        RoomGapNotify.class, gap -> assertThat(gap.reason()).isEqualTo(RoomGapNotify.Reason.TRIMMED));
    }

    @Test
    void whoFindsTheRoomFullIsLoggedInAndInNone() {
        ReturningClient alice = client(a, "alice").inRoom();
        alice.lose();
        redis.run(LINGER);
        for (String other : List.of("x", "y", "z")) {
            client(b, other).inRoom();
        }
        assertThat(alice.resumeAt(b)).containsExactly(ResumeResponse.refusal(ResultCode.RESUME_ROOM_FULL));
        alice.session.receive(new RoomEnterRequest(ROOM + 1));
        assertThat(alice.read()).last().isInstanceOf(RoomUserListNotify.class);
    }

    @Test
    void whoWasInNoRoomIsLoggedInAgain() {
        ReturningClient alice = client(a, "alice");
        alice.session.hangUp();
        redis.settle();
        assertIsBackInNoRoom(resumeInNoRoom(b, alice));
    }

    @Test
    void aHostThatCouldNotBeToldClosesTheSessionWhenItIs() {
        ReturningClient alice = client(a, "alice");
        b.port().losesWords = true;
        FakeSession again = resumeInNoRoom(b, alice);
        assertIsBackInNoRoom(again);
        redis.run(Duration.ofMinutes(1));
        assertThat(alice.session.isOpen()).as("nothing has told its host").isTrue();

        b.port().losesWords = false;
        redis.run(ScriptedRedis.TWO_BEATS);
        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(again.isOpen()).isTrue();
    }

    private FakeSession resumeInNoRoom(Host host, ReturningClient client) {
        FakeSession again = host.chat().connect();
        again.receive(new ResumeRequest(client.userId, client.token, ResumeRequest.NO_ROOM, 0, 0));
        return again;
    }

    private void assertIsBackInNoRoom(FakeSession session) {
        assertThat(redis.heardBy(session)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
    }
}
