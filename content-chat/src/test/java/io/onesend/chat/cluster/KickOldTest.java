package io.onesend.chat.cluster;

import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.LittleHost.Cluster;
import io.onesend.chat.cluster.LittleHost.Login;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One session for a user id on all hosts, where the second login closes the first session. */
class KickOldTest {

    private final Cluster cluster = new Cluster();
    private final LittleHost one = cluster.start("one", true);
    private final LittleHost two = cluster.start("two", true);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aLoginAtAnotherHostClosesTheSession() {
        Login first = one.login("alice", 1);
        Login second = two.login("alice", 2);
        assertThat(second.results).containsExactly(NONE);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(cluster.holderOf("alice")).isEqualTo("two 2");
        second.session.hangUp();
        assertThat(cluster.holderOf("alice")).isEmpty();
    }

    @Test
    void aLoginAtTheSameHostClosesTheSessionAndIsInOnceItsUserHasLeft() {
        Login first = one.login("alice", 1);
        Login second = one.login("alice", 2);
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(second.results).containsExactly(NONE);
        assertThat(cluster.holderOf("alice")).isEqualTo("one 2");
    }

    @Test
    void aSessionWhoseClientReadsNothingIsCutOff() {
        for (LittleHost next : List.of(one, two)) {
            Login first = one.login("alice", 1);
            first.session.stall();
            Login second = next.login("alice", 2);
            assertThat(second.results).isEmpty();
            cluster.pass(ClaimHolding.CLOSE_WITHIN);
            assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
            assertThat(second.results).containsExactly(NONE);
            second.session.hangUp();
        }
    }

    @Test
    void ofTwoLoginsThatWaitForTheSameSessionTheNewestIsIn() {
        one.login("alice", 1).session.stall();
        Login second = one.login("alice", 2);
        Login third = two.login("alice", 3);
        assertThat(second.results).containsExactly(LOGIN_USER_ALREADY);
        cluster.pass(ClaimHolding.CLOSE_WITHIN);
        assertThat(third.results).containsExactly(NONE);
    }

    @Test
    void aLoginUnderWayAtAnotherHostGivesWayToo() {
        one.port.hold();
        Login first = one.login("alice", 1);
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
        Login second = two.login("alice", 2);
        one.port.letGo();
        cluster.settle();
        assertThat(first.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(second.results).containsExactly(NONE);
        assertThat(cluster.holderOf("alice")).isEqualTo("two 2");
    }

    @Test
    void nobodyIsSentAwayForALoginThatHasEnded() {
        Login first = one.login("alice", 1);
        two.port.hold();
        Login second = two.login("alice", 2);
        second.session.hangUp();
        two.port.letGo();
        cluster.settle();
        assertThat(first.session.isOpen()).isTrue();
        assertThat(cluster.holderOf("alice")).isEqualTo("one 1");
    }

    @Test
    void aHostThatDoesNotAnswerKeepsItsSessionAndOneThatDoesNotListenLosesIt() {
        one.login("alice", 1);
        one.port.goDeaf();
        Login refused = two.login("alice", 2);
        cluster.pass(Control.ANSWER_WITHIN);
        assertThat(refused.results).containsExactly(LOGIN_USER_ALREADY);

        one.port.close();
        Login taken = two.login("alice", 3);
        cluster.pass(Duration.ofMillis(2100));
        assertThat(taken.results).containsExactly(NONE);
    }
}
