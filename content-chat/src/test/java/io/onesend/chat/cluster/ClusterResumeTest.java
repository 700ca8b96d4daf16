package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users who come back with a token, at the same host or at another. */
class ClusterResumeTest {

    private static final int ROOM = 3;
    private static final int MAX_USERS = 3;

    private final ScriptedRedis redis =
            new ScriptedRedis(Configs.rooms(0, 100, MAX_USERS), ClusterConfig.named("test"));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    /** A client that remembers its token and how far it has heard the room. */
    private final class Client {
        final String userId;
        final List<ServerPacket> heard = new ArrayList<>();
        FakeSession session;
        String token = "";
        RoomPositionNotify position = new RoomPositionNotify(0, 0);

        Client(Host host, String userId) {
            this.userId = userId;
            host.chat().addUser(userId);
            session = connect(host);
            session.receive(new LoginRequest(userId, ChatFixture.PASSWORD));
            read();
            assertThat(heard).contains(new LoginResponse(ResultCode.NONE));
        }

        private FakeSession connect(Host host) {
            FakeSession connected = host.chat().connect();
            connected.receive(new FeaturesRequest(FeaturesRequest.VERSION, Features.ALL, 0));
            return connected;
        }

        Client inRoom() {
            session.receive(new RoomEnterRequest(ROOM));
            read();
            heard.clear();
            return this;
        }

        void say(String message) {
            session.receive(new RoomChatRequest(message));
            redis.settle();
        }

        List<ServerPacket> resumeAt(Host host) {
            read();
            session = connect(host);
            redis.settle();
            session.takeSent();
            heard.clear();
            session.receive(new ResumeRequest(userId, token, ROOM, position.offset(), position.tag()));
            return read();
        }

        /** What has come since it resumed or entered, without positions. */
        List<ServerPacket> read() {
            for (ServerPacket packet : redis.heardBy(session)) {
                if (packet instanceof RoomPositionNotify now) {
                    position = now;
                } else if (packet instanceof SessionTokenNotify given) {
                    token = given.token();
                } else {
                    heard.add(packet);
                }
            }
            return heard;
        }
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aLoginOfAClientThatCanResumeBringsAToken() {
        Client alice = new Client(a, "alice");
        assertThat(alice.token).hasSize(32);
        assertThat(new Client(b, "bob").token).hasSize(32).isNotEqualTo(alice.token);
    }

    @Test
    void aUserWhoGoesOnAtAnotherHostHearsWhatItHasMissedAndNobodySeesIt() {
        Client alice = new Client(a, "alice").inRoom();
        Client bob = new Client(b, "bob").inRoom();
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
        Client alice = new Client(a, "alice").inRoom();
        Client bob = new Client(b, "bob").inRoom();
        alice.read();
        a.port().holdsPartitions = true;
        alice.say("late");
        alice.session.hangUp();
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
        Client alice = new Client(a, "alice").inRoom();
        Client bob = new Client(b, "bob").inRoom();
        alice.read();
        alice.session.hangUp();
        redis.settle();
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
    void aWrongTokenIsRefusedAndThrottledAndSendsNobodyAway() {
        Client alice = new Client(a, "alice").inRoom();
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
    void aLiveSessionAtTheSameHostGivesWay() {
        Client alice = new Client(a, "alice").inRoom();
        FakeSession before = alice.session;
        List<ServerPacket> back = alice.resumeAt(a);
        assertThat(before.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(back.get(0)).isEqualTo(new ResumeResponse(ResultCode.NONE, 2));
        alice.heard.clear();
        alice.say("back");
        assertThat(alice.read()).contains(new RoomChatNotify("alice", "back"));
    }

    @Test
    void aPositionThatIsNotInTheStreamIsAGap() {
        Client alice = new Client(a, "alice").inRoom();
        Client bob = new Client(b, "bob").inRoom();
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
                                .containsExactly("bob", "alice"));
        bob.say("heard");
        assertThat(alice.read()).endsWith(new RoomChatNotify("bob", "heard"));
    }

    @Test
    void moreThanIsReplayedIsAGap() {
        Client alice = new Client(a, "alice").inRoom();
        Client bob = new Client(b, "bob").inRoom();
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
        Client alice = new Client(a, "alice").inRoom();
        alice.session.hangUp();
        redis.settle();
        for (String other : List.of("x", "y", "z")) {
            new Client(b, other).inRoom();
        }
        assertThat(alice.resumeAt(b)).containsExactly(ResumeResponse.refusal(ResultCode.RESUME_ROOM_FULL));
        alice.session.receive(new RoomEnterRequest(ROOM + 1));
        assertThat(alice.read()).last().isInstanceOf(RoomUserListNotify.class);
    }

    @Test
    void whoWasInNoRoomIsLoggedInAgain() {
        Client alice = new Client(a, "alice");
        alice.session.hangUp();
        redis.settle();
        FakeSession again = b.chat().connect();
        again.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        assertThat(redis.heardBy(again)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
    }
}
