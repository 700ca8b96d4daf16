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
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins of a user id while its user comes back, with what hosts say to Redis and to each other on its way: one session is in. */
class CrossedClaimsTest {

    private static final ClusterConfig CONFIG = ClusterConfig.named("test");
    private static final ClusterKeys KEYS = new ClusterKeys("test:", CONFIG.partitions());
    private static final Duration LINGER = CONFIG.resume().linger();
    private static final Duration A_TICK = Duration.ofMillis(50);

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 3), CONFIG);
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();
    private final Host c = redis.addHost();
    private final ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aLoginTakesThePlaceOfTheSessionThatItAskedForAndNotOfALaterOneAtTheSameHost() {
        alice.lose();
        a.port().holdsCalls = true;
        b.port().holdsMessages = true;
        FakeSession login = redis.login(b, "alice");
        assertThat(alice.resumeAt(c)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        alice.lose();
        a.port().holdsCalls = false;
        redis.settle();
        assertThat(alice.resumeAt(a)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));

        b.port().holdsMessages = false;
        assertRefused(login);
        assertIsIn();
    }

    @Test
    void aSessionThatEndsWhileItsUserComesBackGivesNothingBack() {
        alice.lose();
        redis.run(LINGER.minus(A_TICK));
        a.port().holdsAnswers = true;
        assertThat(alice.resumeAt(a)).isEmpty();
        redis.run(A_TICK.multipliedBy(2));
        a.port().holdsAnswers = false;
        assertThat(alice.read()).first().isInstanceOf(ResumeResponse.class);

        assertRefused(redis.login(b, "alice"));
        assertIsIn();
    }

    @Test
    void whoIsLostOnTheWayBackIsNotGivenBackOnceItIsElsewhere() {
        alice.lose();
        b.port().holdsAnswers = true;
        assertThat(alice.resumeAt(b)).isEmpty();
        alice.session.hangUpLater();
        b.port().holdsCalls = true;
        b.port().holdsAnswers = false;
        redis.settle();
        FakeSession back = comingBack(c);
        assertThat(redis.heardBy(back)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        b.port().holdsCalls = false;
        redis.run(LINGER);

        assertRefused(redis.login(b, "alice"));
        assertThat(back.isOpen()).isTrue();
    }

    @Test
    void whoWaitsForALoginToGiveWayIsNotTakenForNobody() {
        alice.lose();
        a.port().holdsMessages = true;
        FakeSession first = redis.login(b, "alice");
        assertThat(alice.resumeAt(b)).as("the login's question is on its way").isEmpty();
        assertThat(first.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        FakeSession second = redis.login(c, "alice");
        a.port().holdsMessages = false;

        assertRefused(second);
        assertThat(alice.read()).first().isInstanceOf(ResumeResponse.class);
        assertIsIn();
    }

    /** The user waits for a login of before to give way. Meanwhile another host gets the user id, and this one renews its claims. */
    @Test
    void whoLosesTheUserIdOnTheWayBackIsNotLetIn() {
        alice.lose();
        a.port().holdsMessages = true;
        FakeSession first = redis.login(b, "alice");
        assertThat(alice.resumeAt(b)).isEmpty();
        assertThat(first.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        takeOverLate(c);
        redis.primary.call(Functions.host(KEYS.hosts(), b.hid(), "", "", ""), 0);
        redis.run(ScriptedRedis.TWO_BEATS.dividedBy(2));
        a.port().holdsMessages = false;
        redis.settle();

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
    }

    /** The same, but the other host asks for the user id. */
    @Test
    void whoseUserIdIsAskedForOnTheWayBackIsLetInOnlyWithIt() {
        alice.lose();
        a.port().holdsMessages = true;
        redis.login(b, "alice");
        assertThat(alice.resumeAt(b)).isEmpty();
        assertRefused(redis.login(c, "alice"));
        takeOverLate(c);
        a.port().holdsMessages = false;
        redis.settle();

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
    }

    /** A host had given up the call, and told its client to try again. */
    @Test
    void aReturnThatRedisDoesLateLetsNobodyInBesideItsUser() {
        giveUpReturn(c);
        takeOverLate(c);
        FakeSession login = redis.login(b, "alice");

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    @Test
    void aReturnThatRedisDoesLateLetsNobodyLogInBesideItsUserAtThatHost() {
        giveUpReturn(c);
        takeOverLate(c);
        FakeSession login = redis.login(c, "alice");

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    @Test
    void aReturnThatRedisDoesLateLetsNobodyComeBackBesideItsUserAtThatHost() {
        giveUpReturn(c);
        takeOverLate(c);
        assertThat(comeBack(c)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    @Test
    void aReturnThatRedisDoesLateLetsNobodyComeBackBesideItsUserElsewhere() {
        giveUpReturn(c);
        takeOverLate(c);
        assertThat(comeBack(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    /** Who is lost on the way back is given back to the host of before, but that call is lost too. */
    @Test
    void aReturnThatIsNotUndoneLetsNobodyLogInBesideItsUser() {
        c.port().holdsAnswers = true;
        FakeSession back = comingBack(c);
        redis.settle();
        back.hangUpLater();
        c.port().holdsCalls = true;
        c.port().holdsAnswers = false;
        redis.settle();
        reconnect(c);
        FakeSession login = redis.login(b, "alice");

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    @Test
    void eachReturnThatRedisDoesLateIsTold() {
        giveUpReturn(c);
        giveUpReturn(c);
        takeOverLate(c);
        FakeSession back = comingBack(b);
        assertThat(redis.heardBy(back)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(back.isOpen()).isTrue();
        takeOverLate(c);
        FakeSession login = redis.login(a, "alice");

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(back.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    @Test
    void aReturnThatRedisDoesLateDoesNotKeepAnOlderSessionBesideALaterOne() {
        alice.session.receive(new RoomLeaveRequest());
        redis.settle();
        FakeSession older = alice.session;
        FakeSession later = b.chat().connect();
        b.port().losesWords = true;
        later.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        assertThat(redis.heardBy(later)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        takeOverLate(a);
        b.port().losesWords = false;
        redis.at(a, a.port()::cut);
        redis.at(a, a.port()::connect);
        redis.run(ScriptedRedis.TWO_BEATS);

        assertThat(List.of(older, later)).filteredOn(FakeSession::isOpen).hasSize(1);
    }

    /** The host is gone by then, and nobody else knows that it had asked. */
    @Test
    void aReturnThatRedisDoesLateForAHostThatIsGoneLetsNobodyLogInBesideItsUser() {
        redis.at(c, c.port()::cut);
        takeOverLate(c);
        FakeSession login = redis.login(b, "alice");
        redis.run(CONFIG.takeoverAfter().plus(A_TICK));

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
    }

    /** A host loses Redis while alice comes back to it. */
    private void giveUpReturn(Host host) {
        host.port().holdsCalls = true;
        FakeSession back = comingBack(host);
        redis.settle();
        reconnect(host);
        assertThat(redis.heardBy(back)).containsExactly(ResumeResponse.refusal(ResultCode.LOGIN_BACKEND_UNAVAILABLE));
    }

    private void reconnect(Host host) {
        redis.at(host, host.port()::cut);
        host.port().holdsCalls = false;
        redis.at(host, host.port()::connect);
        redis.settle();
    }

    /** Another session of alice, which has asked to go on. */
    private FakeSession comingBack(Host host) {
        FakeSession back = host.chat().connect();
        back.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        return back;
    }

    private List<ServerPacket> comeBack(Host host) {
        return redis.heardBy(comingBack(host));
    }

    /** Redis does what a host had asked for when it was lost. */
    private void takeOverLate(Host host) {
        String tokenHash = ResumeTokens.hash(alice.token);
        Functions.Claim claim = new Functions.Claim(host.hid() + "/1", 1, tokenHash, 1000, "", "", tokenHash);
        redis.primary.call(Functions.claim(KEYS.holder("alice"), claim), 0);
    }

    private void assertRefused(FakeSession login) {
        assertThat(redis.heardBy(login)).isEqualTo(List.of(new LoginResponse(ResultCode.LOGIN_USER_ALREADY)));
    }

    private void assertIsIn() {
        alice.read();
        alice.heard.clear();
        alice.say("here");
        assertThat(alice.read()).contains(new RoomChatNotify("alice", "here"));
    }
}
