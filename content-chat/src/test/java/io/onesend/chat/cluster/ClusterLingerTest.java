package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users whose connection is lost, and who may be back before anybody has noticed. */
class ClusterLingerTest {

    private static final int ROOM = ReturningClient.ROOM;
    private static final int MAX_USERS = 2;
    private static final ClusterConfig CONFIG = ClusterConfig.named("test");
    private static final Duration LINGER = CONFIG.resume().linger();
    private static final Duration A_TICK = Duration.ofMillis(50);

    private final ScriptedRedis redis = new ScriptedRedis(Configs.maxUsers(MAX_USERS), CONFIG);
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();
    private final Host c = redis.addHost();
    private FakeSession carol;
    private ReturningClient alice;

    @BeforeEach
    void enter() {
        carol = redis.inRoom(c, "carol", ROOM);
        alice = new ReturningClient(redis, a, "alice").inRoom();
        assertThat(redis.heardBy(carol)).hasOnlyElementsOfType(RoomNewUserNotify.class);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @ParameterizedTest(name = "at host {0}")
    @ValueSource(ints = {0, 1})
    void whoIsBackInTimeWasNeverMissed(int host) {
        alice.lose();
        redis.run(LINGER.minus(A_TICK));
        carol.receive(new RoomChatRequest("meanwhile"));
        redis.settle();
        assertThat(alice.resumeAt(redis.hosts.get(host)))
                .containsExactly(new ResumeResponse(ResultCode.NONE, 1), new RoomChatNotify("carol", "meanwhile"));
        alice.say("back");
        redis.run(LINGER.multipliedBy(2));
        assertThat(alice.read())
                .endsWith(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("alice", "back"))
                .hasSize(4);
        assertThat(redis.heardBy(carol))
                .containsExactly(
                        new RoomChatResponse(ResultCode.NONE),
                        new RoomChatNotify("carol", "meanwhile"),
                        new RoomChatNotify("alice", "back"));
        assertThat(alice.session.isOpen()).isTrue();
    }

    @Test
    void whoIsNotBackInTimeLeavesThen() {
        alice.lose();
        redis.run(LINGER.minus(A_TICK));
        assertThat(redis.heardBy(carol)).isEmpty();
        redis.run(A_TICK);
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
        assertThat(a.chat().server.statistics().users()).isZero();
        redis.loggedIn(b, "alice");
    }

    @ParameterizedTest(name = "at host {0}")
    @ValueSource(ints = {0, 1})
    void aLoginOfTheSameUserIdDoesNotWaitForIt(int host) {
        alice.lose();
        redis.loggedIn(redis.hosts.get(host), "alice");
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
        redis.run(LINGER);
        assertThat(redis.heardBy(carol)).isEmpty();
        assertThat(a.chat().server.statistics().users()).isEqualTo(host == 0 ? 1 : 0);
    }

    @Test
    void whoCannotResumeLeavesAtOnceAndSoDoesWhoeverBrokeARule() {
        FakeSession old = redis.inRoom(b, "bob", ROOM);
        redis.heardBy(carol);
        old.hangUp();
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
        redis.at(a, () -> alice.session.abort(DisconnectReason.PROTOCOL_ERROR));
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
    }

    @Test
    void thoseWhoLingerCountAmongTheUsersOfTheirHost() {
        new ReturningClient(redis, a, "bob").lose();
        alice.lose();
        assertThat(redis.login(a, "dave").takeSent())
                .containsExactly(new LoginResponse(ResultCode.LOGIN_USER_USED_ALL_OBJ));
        redis.loggedIn(a, "bob");
        assertThat(alice.resumeAt(a)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        alice.lose();
        redis.run(LINGER);
        redis.loggedIn(a, "dave");
    }

    @Test
    void aMessageThatWasUnderWayIsReplayedOnce() {
        a.port().holdsMessages = true;
        alice.say("perhaps");
        alice.lose();
        assertThat(alice.resumeAt(a)).isEmpty();
        a.port().holdsMessages = false;
        assertThat(alice.read())
                .containsExactly(new ResumeResponse(ResultCode.NONE, 1), new RoomChatNotify("alice", "perhaps"));
        redis.run(LINGER.multipliedBy(2));
        assertThat(alice.read()).hasSize(2);
        assertThat(redis.heardBy(carol)).containsExactly(new RoomChatNotify("alice", "perhaps"));
    }

    @ParameterizedTest(name = "first at host {0}")
    @ValueSource(ints = {0, 1})
    void whoIsLostAgainOnTheWayBackMayComeAgain(int host) {
        redis.inRoom(b, "bob", ROOM);
        redis.heardBy(carol);
        alice.lose();
        Host first = redis.hosts.get(host);
        first.port().holdsMessages = true;
        assertThat(alice.resumeAt(first)).isEmpty();
        alice.lose();
        carol.receive(new RoomChatRequest("meanwhile"));
        redis.settle();
        assertThat(alice.resumeAt(first)).isEmpty();
        first.port().holdsMessages = false;
        assertThat(alice.read())
                .containsExactly(new ResumeResponse(ResultCode.NONE, 1), new RoomChatNotify("carol", "meanwhile"));
        redis.run(LINGER.multipliedBy(2));
        assertThat(alice.session.isOpen()).isTrue();
        carol.receive(new RoomChatRequest("live"));
        assertThat(alice.read()).endsWith(new RoomChatNotify("carol", "live")).hasSize(3);
        assertThat(redis.heardBy(carol))
                .doesNotHaveAnyElementsOfTypes(RoomLeaveUserNotify.class, RoomNewUserNotify.class);
    }

    @Test
    void whoIsLostBeforeItsTokenWasLookedAtIsWhereItWas() {
        alice.lose();
        b.port().holdsAnswers = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        alice.session.hangUpLater();
        b.port().holdsAnswers = false;
        redis.settle();
        assertThat(alice.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        redis.run(LINGER.multipliedBy(2));
        assertThat(redis.heardBy(carol)).isEmpty();
    }

    @Test
    void whoGoesToAnotherHostAndComesBackIsNotSentAwayByTheNewsOfTheFirstMove() {
        alice.lose();
        a.port().holdsMessages = true;
        assertThat(alice.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        alice.lose();
        assertThat(alice.resumeAt(a)).as("its own event is held").isEmpty();
        a.port().holdsMessages = false;
        assertThat(alice.read()).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        redis.run(LINGER.multipliedBy(2));
        assertThat(alice.session.isOpen()).isTrue();
        assertThat(redis.heardBy(carol)).isEmpty();
        assertThat(b.chat().server.statistics().users()).isZero();
    }

    @Test
    void whoGoesOnWithoutItsRoomLeavesIt() {
        alice.lose();
        FakeSession again = a.chat().connect();
        again.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        assertThat(redis.heardBy(again)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
    }

    /** Redis has taken the first enter, and nobody here knows. Its undoing must not take out who has come in since. */
    @ParameterizedTest(name = "and stays: {0}")
    @ValueSource(booleans = {true, false})
    void whoEntersAgainOnALaterSessionOutlivesItsFirstEnter(boolean stays) {
        ReturningClient bob = new ReturningClient(redis, a, "bob");
        alice.session.receive(new RoomLeaveRequest());
        redis.settle();
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        bob.session.receive(new RoomEnterRequest(ROOM));
        assertThat(redis.heardBy(carol)).last().isInstanceOf(RoomNewUserNotify.class);
        redis.at(a, a.port()::cut);
        a.port().holdsAnswers = false;
        a.port().holdsMessages = false;
        a.port().holdsPartitions = true;
        redis.at(a, a.port()::connect);
        bob.session.hangUp();
        redis.run(CONFIG.acceptTimeout().minus(A_TICK.multipliedBy(4)));
        FakeSession again = a.chat().connect();
        again.receive(new ResumeRequest("bob", bob.token, ResumeRequest.NO_ROOM, 0, 0));
        assertThat(redis.heardBy(again)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        again.receive(new RoomEnterRequest(ROOM));
        redis.run(A_TICK.multipliedBy(8));
        if (!stays) {
            again.hangUp();
        }
        a.port().holdsPartitions = false;
        redis.settle();

        if (stays) {
            assertThat(redis.heardBy(carol)).isEmpty();
            assertThat(redis.heardBy(again))
                    .hasExactlyElementsOfTypes(RoomEnterResponse.class, RoomUserListNotify.class);
            redis.say(again, "here");
            assertThat(redis.heardBy(carol)).containsExactly(new RoomChatNotify("bob", "here"));
        } else {
            assertThat(redis.heardBy(carol)).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class);
        }
    }

    @Test
    void whoseEventCannotBeAppliedIsToldThatItMayTryAgain() {
        alice.lose();
        redis.run(LINGER);
        FakeSession bob = redis.inRoom(a, "bob", ROOM);
        bob.failAtNextSend();
        List<ServerPacket> answer = alice.resumeAt(a);
        assertThat(answer).containsExactly(ResumeResponse.refusal(ResultCode.LOGIN_BACKEND_UNAVAILABLE));
        assertThat(alice.session.ended()).isEqualTo(Resumption.RESUME_FAILED);
        assertThat(alice.resumeAt(b).get(0)).isInstanceOf(ResumeResponse.class);
    }
}
