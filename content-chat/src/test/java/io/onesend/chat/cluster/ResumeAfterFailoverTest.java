package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.room.RoomEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users who come back after a failover to a history that lacks some of what they have heard. */
class ResumeAfterFailoverTest {

    private final ClusterConfig cluster = ClusterConfig.named("test");
    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 8), cluster);
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();
    private final Host c = redis.addHost();
    private final ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
    private final ReturningClient bob = new ReturningClient(redis, b, "bob").inRoom();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void anEventThatGetsItsOldOffsetAgainDoesNotHideAnotherPastBeforeIt() {
        ReturningClient carol = new ReturningClient(redis, c, "carol").inRoom();
        Host d = redis.addHost();
        ReturningClient dave = new ReturningClient(redis, d, "dave").inRoom();
        replicate();
        bob.say("first");
        carol.say("second");
        alice.lose();
        assertThat(alice.heard).endsWith(new RoomChatNotify("bob", "first"), new RoomChatNotify("carol", "second"));
        failOver();

        connect(d);
        dave.say("in the place of the first");
        connect(c, b, a);
        redis.run(ScriptedRedis.TWO_BEATS);

        assertRewritten(alice.resumeAt(d));
        dave.say("heard");
        assertThat(alice.read()).endsWith(new RoomChatNotify("dave", "heard"));
    }

    /** A host that has just been told a room by an event which then gets its old offset again, behind others in another order. */
    @Test
    void anEventThatGetsItsOldOffsetAgainDoesNotProveWhatWasBeforeAHostKnewTheRoom() {
        replicate();
        alice.say("one");
        bob.say("two");
        alice.say("three");
        c.port().holdsMessages = true;
        ReturningClient carol = new ReturningClient(redis, c, "carol");
        carol.session.receive(new RoomEnterRequest(ReturningClient.ROOM));
        redis.settle();
        failOver();
        connect(b, a);
        bob.say("four");

        c.port().holdsMessages = false;
        connect(c);
        redis.run(ScriptedRedis.TWO_BEATS);
        bob.say("five");
        alice.read();
        assertThat(carol.read()).endsWith(new RoomChatNotify("bob", "five"));
        assertThat(carol.position).isEqualTo(alice.position);
    }

    @Test
    void whoHasHeardWhatIsStillToComeAgainDoesNotHearItTwice() {
        replicate();
        bob.say("lost");
        assertThat(alice.read()).contains(new RoomChatNotify("bob", "lost"));
        failOver();
        connect(a, c);
        alice.lose();

        assertThat(alice.resumeAt(c)).as("it may still come").isEmpty();
        connect(b);
        redis.run(ScriptedRedis.TWO_BEATS);
        assertRewritten(alice.read());
        assertThat(alice.heard).doesNotContain(new RoomChatNotify("bob", "lost"));
    }

    @Test
    void whoWasAcceptedByAHostThatIsNotBackYetIsNotToldThatNothingIsMissing() {
        loseWhatBobsHostHasAccepted();

        assertThat(bob.resumeAt(c)).as("its host may still append it").isEmpty();
        connect(b);
        redis.run(ScriptedRedis.TWO_BEATS);
        assertThat(bob.read()).contains(new ResumeResponse(ResultCode.NONE, 1), new RoomChatNotify("bob", "accepted"));
    }

    @Test
    void whoWouldWaitTooLongForAHostIsToldThatItIsUncertain() {
        loseWhatBobsHostHasAccepted();

        bob.resumeAt(c);
        redis.run(cluster.acceptTimeout());
        assertGap(bob.read(), RoomGapNotify.Reason.UNCERTAIN);
        alice.say("heard");
        assertThat(bob.read()).endsWith(new RoomChatNotify("alice", "heard"));
    }

    @Test
    void whoCouldBeMovedBackByAFailoverIsNotToldThatAllWasHeard() {
        replicate();
        b.port().barriers = null;
        a.port().holdsPartitions = true;
        alice.say("late");
        alice.lose();
        assertThat(alice.resumeAt(b)).as("no replica has its move").isEmpty();

        failOver();
        a.port().holdsPartitions = false;
        b.port().barriers = BarrierResult.REPLICATED;
        connect(a, b, c);
        redis.run(ScriptedRedis.TWO_BEATS);
        assertThat(alice.resumeAt(b))
                .as("its host has said it, and let her leave")
                .startsWith(new ResumeResponse(ResultCode.NONE, 3), new RoomChatNotify("alice", "late"));
    }

    @Test
    void whoWouldWaitTooLongForAReplicaIsToldThatItIsUncertain() {
        b.port().barriers = null;
        alice.lose();
        alice.resumeAt(b);
        redis.run(cluster.acceptTimeout());
        assertGap(alice.read(), RoomGapNotify.Reason.UNCERTAIN);
    }

    @Test
    void whatTheFeedHasBroughtIsAcceptedThoughItsAnswerIsLost() {
        replicate();
        a.port().holdsAnswers = true;
        alice.say("accepted");
        assertThat(alice.read()).contains(new RoomChatResponse(ResultCode.NONE));
        alice.session.hangUp();
        failOver();
        a.port().holdsAnswers = false;
        connect(b, c);
        alice.resumeAt(b);
        connect(a);
        redis.run(ScriptedRedis.TWO_BEATS);

        assertThat(redis.primary.streams().stream().flatMap(stream -> stream.entries().stream()))
                .extracting(RoomStream.Entry::event)
                .filteredOn(event ->
                        event instanceof RoomEvent.Said said && said.text().equals("accepted"))
                .hasSize(1);
    }

    @Test
    void whatHasComeAgainIsBehindAPositionAsBefore() {
        replicate();
        bob.say("lost");
        alice.read();
        failOver();
        connect(a, c, b);
        redis.run(ScriptedRedis.TWO_BEATS);
        alice.lose();

        assertThat(alice.resumeAt(c)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        bob.say("heard");
        assertThat(alice.read()).endsWith(new RoomChatNotify("bob", "heard"));
    }

    @Test
    void whoComesBackBeforeItsLostEntryDoesIsShownOnce() {
        ReturningClient carol = new ReturningClient(redis, c, "carol");
        ReturningClient dave = new ReturningClient(redis, c, "dave").inRoom();
        replicate();
        carol.inRoom();
        carol.session.hangUp();
        for (ReturningClient each : List.of(alice, dave)) {
            assertThat(each.read()).last().isInstanceOf(RoomNewUserNotify.class);
            each.heard.clear();
        }
        failOver();
        connect(a, b);

        carol.resumeAt(a);
        redis.run(cluster.acceptTimeout());
        assertThat(carol.read().get(2))
                .isInstanceOfSatisfying(
                        RoomUserListNotify.class,
                        list -> assertThat(list.users())
                                .extracting(RoomUserListNotify.User::userId)
                                .containsExactlyInAnyOrder("alice", "bob", "carol", "dave"));
        connect(c);
        redis.run(ScriptedRedis.TWO_BEATS);
        assertThat(alice.read()).isEmpty();
        assertThat(dave.read()).isEmpty();
    }

    @Test
    void whoComesBackIsNotToldThatSomebodyLeavesWhoseEntryIsLostForGood() {
        showAnEntryThatIsLostForGood();
        connect(a, b, c);
        redis.run(ScriptedRedis.TWO_BEATS);

        assertThat(alice.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(bob.read()).hasExactlyElementsOfTypes(RoomNewUserNotify.class, RoomLeaveUserNotify.class);
        redis.run(cluster.lease().multipliedBy(2));
        assertThat(alice.read()).hasSize(1);
    }

    @Test
    void noPositionIsToldForAPastWhileMembersAreShownWhoAreLostForGood() {
        showAnEntryThatIsLostForGood();
        connect(a, b, c);
        redis.run(ScriptedRedis.TWO_BEATS);
        assertThat(bob.read()).hasExactlyElementsOfTypes(RoomNewUserNotify.class);
        assertThat(bob.position.tag()).as("of a past that is not proved").isNegative();

        alice.resumeAt(b);
        assertThat(bob.read()).hasExactlyElementsOfTypes(RoomNewUserNotify.class, RoomLeaveUserNotify.class);
        assertThat(bob.position.tag()).as("of a past that is proved").isPositive();
    }

    @Test
    void whoCameToAHostWithAPastThatIsLostIsNotToldItAgain() {
        bob.session.receive(new RoomLeaveRequest());
        redis.settle();
        replicate();
        alice.say("mine");
        alice.lose();
        redis.run(cluster.resume().linger());
        assertThat(alice.resumeAt(c))
                .startsWith(new ResumeResponse(ResultCode.NONE, 2))
                .hasAtLeastOneElementOfType(RoomLeaveUserNotify.class);
        failOver();
        forgetHolderOf("alice");

        connect(c);

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.ROOM_GAP);
    }

    @Test
    void whoseReturnIsLostWithItsClaimCanReturnOnceMoreAndMissesNothing() {
        replicate();
        failOver();
        connect(b, c);
        alice.lose();
        assertThat(alice.resumeAt(b))
                .as("the host that had her is not back yet")
                .isEmpty();
        failOver();
        connect(a, b, c);
        redis.run(ScriptedRedis.TWO_BEATS);

        assertThat(alice.session.ended()).isEqualTo(ClusterReasons.LOGGED_IN_ELSEWHERE);
        assertThat(alice.read()).isEmpty();
        bob.say("meanwhile");
        assertThat(alice.resumeAt(c))
                .startsWith(new ResumeResponse(ResultCode.NONE, 3))
                .contains(new RoomChatNotify("bob", "meanwhile"))
                .hasExactlyElementsOfTypes(
                        ResumeResponse.class, RoomLeaveUserNotify.class, RoomChatNotify.class, RoomNewUserNotify.class);
        assertThat(bob.read())
                .hasExactlyElementsOfTypes(
                        RoomLeaveUserNotify.class,
                        RoomChatResponse.class,
                        RoomChatNotify.class,
                        RoomNewUserNotify.class);
    }

    private static void assertRewritten(List<ServerPacket> back) {
        assertGap(back, RoomGapNotify.Reason.REWRITTEN);
    }

    private static void assertGap(List<ServerPacket> back, RoomGapNotify.Reason why) {
        assertThat(back.get(0)).isEqualTo(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        assertThat(back.get(1))
                .isInstanceOfSatisfying(
                        RoomGapNotify.class, gap -> assertThat(gap.reason()).isEqualTo(why));
    }

    private void replicate() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
    }

    /** The replica takes over, with what it has. */
    private void failOver() {
        redis.cutAll();
        redis.primary.failOver();
        redis.hosts.forEach(host -> host.chat().settle());
    }

    /** The failover has brought an older holder back, who would close the session for another reason. */
    private void forgetHolderOf(String userId) {
        String key = new ClusterKeys("test:", cluster.partitions()).holder(userId);
        Holder old = ReplyReader.holder(redis.primary.call(Functions.holder(key), 0));
        redis.primary.call(Functions.release(key, old.claimId(), Long.parseLong(old.uniqueId()), 0), 0);
    }

    /** The host is not back yet, and has what it accepted from him; the others are back. */
    private void loseWhatBobsHostHasAccepted() {
        replicate();
        bob.say("accepted");
        bob.session.takeSent();
        bob.session.hangUp();
        redis.settle();
        failOver();
        connect(c, a);
    }

    /** Bob is shown Carol, whose host has told her that she is not in the room, and lets her leave if she is. Alice is away. */
    private void showAnEntryThatIsLostForGood() {
        ReturningClient carol = new ReturningClient(redis, c, "carol");
        replicate();
        alice.lose();
        c.port().holdsMessages = true;
        c.port().holdsAnswers = true;
        carol.session.receive(new RoomEnterRequest(ReturningClient.ROOM));
        redis.settle();
        c.port().holdsCalls = true;
        redis.run(cluster.acceptTimeout());
        assertThat(carol.read()).contains(new RoomEnterResponse(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE));
        failOver();
        c.port().holdsMessages = false;
        c.port().holdsAnswers = false;
        c.port().holdsCalls = false;
    }

    private void connect(Host... connected) {
        for (Host host : connected) {
            redis.at(host, host.port()::connect);
            redis.settle();
        }
    }
}
