package io.onesend.chat.cluster;

import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.cluster.LittleHost.Cluster;
import io.onesend.chat.cluster.LittleHost.Login;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.statistics.ClusterHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One session for a user id on all hosts, where the second login is refused. */
class SharedClaimsTest {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration BEAT = LEASE.dividedBy(HostList.BEATS_OF_A_LEASE);

    /** From a login to 50 ms before it may take the id of a host that does not listen, and from there to 50 ms after. */
    private static final Duration JUST_BEFORE_TAKEOVER = Duration.ofMillis(1950);

    private static final Duration TO_JUST_AFTER = Duration.ofMillis(100);

    private final Cluster cluster = new Cluster();
    private final LittleHost one = cluster.start("one", false);
    private final LittleHost two = cluster.start("two", false);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aSecondLoginIsRefusedAtAnotherHostAndAtTheSame() {
        Login first = one.login("alice", 1);
        assertIsIn(first);
        assertIsRefused(two.login("alice", 2));
        assertIsRefused(one.login("alice", 3));
        assertThat(first.session.isOpen()).isTrue();
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
        assertIsIn(two.login("bob", 4));
    }

    @Test
    void theEndOfASessionFreesItsId() {
        one.login("alice", 1).session.hangUp();
        assertThat(cluster.holderOf("alice")).isEmpty();
        assertIsIn(two.login("alice", 2));
    }

    @Test
    void ofTwoLoginsAtATimeTheFirstThatRedisSeesIsIn() {
        one.port.hold();
        two.port.hold();
        Login first = one.login("alice", 1);
        Login second = two.login("alice", 2);
        assertThat(first.results).isEmpty();
        one.port.letGo();
        two.port.letGo();
        cluster.settle();
        assertIsIn(first);
        assertIsRefused(second);
    }

    @Test
    void anIdOfAHostThatIsNotOnTheListIsTaken() {
        one.login("alice", 1);
        kill(one);
        cluster.pass(LEASE.multipliedBy(2));
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("two");
        Login second = two.login("alice", 2);
        assertIsIn(second);
        assertThat(cluster.holderOf("alice")).isEqualTo("two 2");
    }

    @Test
    void aHostThatHasJustComeIsLookedUpBeforeItsIdIsTaken() {
        LittleHost three = cluster.start("three", false);
        three.login("alice", 3);
        assertThat(two.membership.hosts())
                .as("not read since")
                .extracting(ClusterHost::hid)
                .doesNotContain("three");
        assertIsRefused(two.login("alice", 2));
    }

    @Test
    void anIdOfAHostThatDoesNotListenIsTakenAfterTakeoverAfterAndNotBefore() {
        one.login("alice", 1);
        kill(one);
        Login second = two.login("alice", 2);
        cluster.pass(JUST_BEFORE_TAKEOVER);
        assertThat(second.results).isEmpty();
        cluster.pass(TO_JUST_AFTER);
        assertIsIn(second);
    }

    @Test
    void aHostThatListensAgainInTimeKeepsItsId() {
        one.login("alice", 1);
        one.port.cut();
        Login second = two.login("alice", 2);
        cluster.pass(Duration.ofMillis(1200));
        one.port.heal();
        cluster.pass(Duration.ofSeconds(1));
        assertIsRefused(second);
    }

    @Test
    void aHostThatListensAndDoesNotAnswerKeepsItsId() {
        one.login("alice", 1);
        one.port.goDeaf();
        Login second = two.login("alice", 2);
        cluster.pass(JUST_BEFORE_TAKEOVER);
        assertThat(second.results).isEmpty();
        cluster.pass(TO_JUST_AFTER);
        assertIsRefused(second);
    }

    @Test
    void aHostThatWasCutOffClosesASessionWhoseIdIsGone() {
        Login first = one.login("alice", 1);
        Login bob = one.login("bob", 5);
        one.port.cut();
        Login second = two.login("alice", 2);
        cluster.pass(Duration.ofSeconds(3));
        assertIsIn(second);
        assertThat(first.session.isOpen()).as("it does not know yet").isTrue();

        one.port.heal();
        cluster.run(one.membership::linkUp);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(bob.session.isOpen()).isTrue();
        assertThat(cluster.holderOf("alice")).as("its end takes nothing away").isEqualTo("two 2");
    }

    @Test
    void aHostThatIsBackJustBeforeItsIdIsTakenIsTold() {
        Login first = one.login("alice", 1);
        Login second = takesTheIdWhileTheOtherHostComesBack();
        assertThat(first.session.isOpen()).as("it has claimed its id again").isTrue();

        cluster.run(two.port::letGo);
        cluster.pass(Duration.ofMillis(100));
        assertIsIn(second);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(cluster.holderOf("alice")).isEqualTo("two 2");
    }

    @Test
    void aHostThatCouldNotBeToldOfItsLossIsToldWithTheNextBeatThatReachesIt() {
        Login first = one.login("alice", 1);
        Login bob = one.login("bob", 5);
        Login second = takesTheIdWhileTheOtherHostComesBack();
        two.port.loseMessages();
        cluster.run(two.port::letGo);
        cluster.pass(LEASE);
        assertIsIn(second);
        assertThat(first.session.isOpen()).as("nothing has told it").isTrue();

        two.port.keepMessages();
        cluster.pass(BEAT);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(bob.session.isOpen()).isTrue();
        assertThat(cluster.holderOf("alice")).isEqualTo("two 2");

        cluster.redis.kept().holders.clear();
        cluster.pass(LEASE);
        assertThat(cluster.holderOf("bob")).as("asked no more").isEmpty();
    }

    @Test
    void aHostThatIsGoneIsToldOfItsLossUntilItIsOffTheList() {
        one.login("alice", 1);
        kill(one);
        Login second = two.login("alice", 2);
        cluster.pass(LEASE.multipliedBy(2));
        assertIsIn(second);
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("two");
        int published = cluster.redis.published();
        assertThat(published)
                .as("the questions of the login, and one at each beat")
                .isGreaterThan(10);
        cluster.pass(LEASE);
        assertThat(cluster.redis.published()).isEqualTo(published);
    }

    @Test
    void aHostThatMayHaveLostItsIdToALoginThatIsRefusedClaimsItAgain() {
        Login first = one.login("alice", 1);
        assertThat(failsToTakeTheIdWhileTheOtherHostComesBack().results).containsExactly(LOGIN_BACKEND_UNAVAILABLE);
        assertThat(cluster.holderOf("alice")).as("taken, and given back").isEmpty();

        cluster.pass(BEAT);
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
        assertThat(first.session.isOpen()).isTrue();
    }

    @Test
    void aLoginBetweenALostOneAndTheRenewalIsTheOnlyOne() {
        Login first = one.login("alice", 1);
        failsToTakeTheIdWhileTheOtherHostComesBack();
        assertTheNextLoginIsTheOnlyOne(first);
    }

    @Test
    void aLoginThatRedisDoesOnlyAfterItWasRefusedLetsNobodyInBesideTheUser() {
        Login first = one.login("alice", 1);
        failsToTakeTheIdWhileTheOtherHostComesBack();
        Functions.Claim late = new Functions.Claim("two/2", 2, "", 1000, "one/1", "1", "");
        cluster.redis.call(Functions.claim(two.parts.keys().holder("alice"), late));
        assertTheNextLoginIsTheOnlyOne(first);
    }

    /** Redis names a host that is gone, by a return that it has done late: alice was at one by then. */
    @Test
    void aHostThatMayHaveLostItsIdToALateReturnAndToALoginThatIsRefusedClaimsItAgain() {
        Login first = one.login("alice", 1);
        LittleHost three = cluster.start("three", false);
        kill(three);
        Functions.Claim late = new Functions.Claim("three/9", 1, "", 1000, "one/1", "1", "");
        cluster.redis.call(Functions.claim(two.parts.keys().holder("alice"), late));
        Login second = two.login("alice", 2);
        cluster.pass(JUST_BEFORE_TAKEOVER);
        two.port.loseAnswers();
        cluster.pass(TO_JUST_AFTER);
        assertThat(second.results).containsExactly(LOGIN_BACKEND_UNAVAILABLE);
        assertThat(cluster.holderOf("alice")).as("taken, and given back").isEmpty();

        two.port.keepAnswers();
        cluster.pass(BEAT);
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
        assertThat(first.session.isOpen()).isTrue();
    }

    @Test
    void withoutRedisNobodyLogsIn() {
        one.port.cut();
        assertThat(one.login("alice", 1).results).containsExactly(LOGIN_BACKEND_UNAVAILABLE);
        one.port.heal();
        assertIsIn(one.login("alice", 2));
    }

    @Test
    void aHostThatTheOthersDoNotKnowYetLetsNobodyIn() {
        LittleHost three = new LittleHost(
                cluster,
                "three",
                Configs.cluster("three", false),
                ChatConfig.defaults().rooms());
        assertThat(three.login("alice", 1).results).containsExactly(LOGIN_BACKEND_UNAVAILABLE);
        cluster.run(three.membership::start);
        assertIsIn(three.login("alice", 2));
    }

    @Test
    void aClaimWhoseAnswerIsLostIsGivenBack() {
        one.port.loseAnswers();
        assertThat(one.login("alice", 1).results).containsExactly(LOGIN_BACKEND_UNAVAILABLE);
        one.port.keepAnswers();
        assertThat(cluster.holderOf("alice")).isEmpty();
    }

    @Test
    void anIdThatCouldNotBeGivenBackIsFoundFreeHereAndElsewhere() {
        for (LittleHost next : List.of(one, two)) {
            Login first = one.login("alice", 1);
            assertIsIn(first);
            one.port.cut();
            first.session.hangUp();
            one.port.heal();
            assertThat(cluster.holderOf("alice")).isEqualTo("one 1");

            Login second = next.login("alice", 2);
            assertIsIn(second);
            second.session.hangUp();
            assertThat(cluster.holderOf("alice")).isEmpty();
        }
    }

    @Test
    void aWipedRedisGetsAllClaimsAgainWithTheNextBeat() {
        for (int i = 0; i < 3 * ClaimRenewal.MOST_UNDER_WAY; i++) {
            one.login("user" + i, i);
        }
        cluster.redis.wipe();
        cluster.pass(BEAT);
        assertThat(cluster.redis.kept().holders).hasSize(3 * ClaimRenewal.MOST_UNDER_WAY);
        assertThat(cluster.redis.kept().lines).containsOnlyKeys("one", "two");
        assertThat(cluster.redis.kept().meta).containsKey("cluster.partitions");
        assertIsRefused(two.login("user5", 1000));
    }

    @Test
    void aClaimThatRedisHasLostIsMadeAgainWithinTenMinutes() {
        one.login("alice", 1);
        cluster.redis.kept().holders.clear();
        cluster.pass(ClaimRenewal.EVERY.minusSeconds(1));
        assertThat(cluster.holderOf("alice")).isEmpty();
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
    }

    @Test
    void aRenewalThatFailsIsTriedAgain() {
        one.login("alice", 1);
        cluster.redis.kept().holders.clear();
        one.port.cut();
        cluster.run(one.membership::linkUp);
        one.port.heal();
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
    }

    @Test
    void aLoginWhoseSessionEndsTakesNothingAndSendsNobodyAway() {
        one.login("alice", 1);
        kill(one);
        Login second = two.login("alice", 2);
        second.session.hangUp();
        cluster.pass(Duration.ofSeconds(3));
        assertIsRefused(second);
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
        assertThat(two.login("alice", 3).results).as("nothing is left behind").isEmpty();
        cluster.pass(Duration.ofSeconds(3));
        assertThat(cluster.holderOf("alice")).isEqualTo("two 3");
    }

    /** One is cut off, and two takes alice's id from it. Before Redis hears of that, one is back, and has claimed the id again. */
    private Login takesTheIdWhileTheOtherHostComesBack() {
        one.port.cut();
        Login second = two.login("alice", 2);
        cluster.pass(JUST_BEFORE_TAKEOVER);
        two.port.hold();
        cluster.pass(TO_JUST_AFTER);
        one.port.heal();
        cluster.run(one.membership::linkUp);
        return second;
    }

    /** The same, but two does not hear what Redis answers to its claim. */
    private Login failsToTakeTheIdWhileTheOtherHostComesBack() {
        Login second = takesTheIdWhileTheOtherHostComesBack();
        two.port.loseAnswers();
        cluster.run(two.port::letGo);
        two.port.keepAnswers();
        return second;
    }

    private void assertTheNextLoginIsTheOnlyOne(Login first) {
        Login third = two.login("alice", 3);
        assertIsIn(third);

        cluster.pass(BEAT);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(third.session.isOpen()).isTrue();
    }

    /** The host's process is gone; its line stays. */
    private static void kill(LittleHost host) {
        host.port.close();
    }

    private static void assertIsIn(Login login) {
        assertThat(login.results).containsExactly(NONE);
    }

    private static void assertIsRefused(Login login) {
        assertThat(login.results).containsExactly(LOGIN_USER_ALREADY);
    }
}
