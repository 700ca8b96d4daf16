package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a link or a feed loses is read from the streams, or the users are told by the end of their sessions. */
class ClusterFaultTest extends TwoMembersOnTwoHosts {

    @Test
    void aMessageThatTheFeedLosesIsReadFromTheStream() {
        b.port().holdsMessages = true;
        redis.say(alice, "one", "two");
        b.port().loseNextMessage();
        b.port().holdsMessages = false;

        assertThat(redis.heardBy(bob)).containsExactly(heard("one"), heard("two"));
        assertThat(b.statistics().feedGaps()).containsEntry("number", 1L);
        assertThat(b.statistics().reads()).containsEntry("more", 1L);
    }

    @Test
    void whatWasSaidWhileTheLinkWasDownIsHeardWhenItIsBack() {
        redis.at(b, b.port()::cut);
        redis.say(alice, "one", "two");
        assertThat(redis.heardBy(bob)).isEmpty();

        redis.at(b, b.port()::connect);

        assertThat(redis.heardBy(bob)).containsExactly(heard("one"), heard("two"));
        redis.say(alice, "three");
        assertThat(redis.heardBy(bob)).containsExactly(heard("three"));
    }

    @Test
    void moreThanOneReadIsNeededForALongAbsence() {
        redis.at(b, b.port()::cut);
        for (int i = 0; i < 230; i++) {
            redis.run(Duration.ofMillis(i % 4 == 0 ? 50 : 0));
            redis.say(alice, "text " + i);
        }
        redis.at(b, b.port()::connect);

        List<ServerPacket> heard = redis.heardBy(bob);
        assertThat(heard).hasSize(230);
        assertThat(heard.get(229)).isEqualTo(heard("text 229"));
    }

    @Test
    void whatWasUnderWayIsAnsweredOnceIfRedisHasDoneIt() {
        b.port().holdsAnswers = true;
        b.port().holdsMessages = true;
        redis.say(bob, "done");
        b.port().holdsAnswers = false;
        b.port().holdsMessages = false;
        redis.at(b, b.port()::cut);
        assertThat(bob.takeSent()).isEmpty();

        redis.at(b, b.port()::connect);

        assertThat(redis.heardBy(bob))
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("bob", "done"));
        assertThat(redis.heardBy(alice)).containsExactly(new RoomChatNotify("bob", "done"));
    }

    @Test
    void whatWasUnderWayIsSentAgainIfRedisHasNotDoneIt() {
        b.port().holdsCalls = true;
        redis.say(bob, "not done");
        redis.at(b, b.port()::cut);
        b.port().holdsCalls = false;

        redis.at(b, b.port()::connect);

        assertThat(redis.heardBy(bob))
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("bob", "not done"));
        assertThat(redis.heardBy(alice)).containsExactly(new RoomChatNotify("bob", "not done"));
    }

    @Test
    void anEnterWhoseAnswerIsLostIsDoneWhenTheLinkIsBack() {
        FakeSession carol = redis.loggedIn(b, "carol");
        int other = ROOM + 16;
        FakeSession dave = redis.inRoom(a, "dave", other);
        b.port().holdsAnswers = true;
        b.port().holdsMessages = true;
        carol.receive(new RoomEnterRequest(other));
        redis.settle();
        redis.say(dave, "welcome");
        dave.takeSent();
        b.port().holdsAnswers = false;
        b.port().holdsMessages = false;
        redis.at(b, b.port()::cut);

        redis.at(b, b.port()::connect);

        List<ServerPacket> heard = redis.heardBy(carol);
        assertThat(heard.get(0)).isEqualTo(new RoomEnterResponse(ResultCode.NONE));
        assertThat(heard).last().isEqualTo(new RoomChatNotify("dave", "welcome"));
        assertThat(heard).hasSize(3);
    }

    @Test
    void aFeedThatDoesNotBringAHostsOwnEventIsOpenedAnew() {
        b.port().holdsMessages = true;
        redis.say(bob, "hello");
        redis.run(Duration.ofMillis(200));
        assertThat(b.port().reconnects).isZero();

        redis.run(Duration.ofMillis(200));

        assertThat(b.port().reconnects).isPositive();
        assertThat(b.statistics().feedGaps()).containsEntry("silent", 1L);
        assertThat(redis.heardBy(bob))
                .containsExactly(new RoomChatResponse(ResultCode.NONE), new RoomChatNotify("bob", "hello"));
    }

    @Test
    void aFeedIsNotSilentBecauseARoomWasClosedBeforeWhatItsUserHadSaidCame() {
        redis.at(b, b.port()::cut);
        redis.say(bob, "under way");
        redis.say(alice, "one", "two", "three");
        redis.primary.trim(1);
        redis.at(b, b.port()::connect);
        redis.settle();
        assertThat(bob.ended()).isEqualTo(ClusterReasons.ROOM_GAP);

        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        redis.run(Duration.ofSeconds(1));

        assertThat(redis.heardBy(alice)).contains(new RoomChatNotify("bob", "under way"));
        assertThat(b.port().reconnects).isZero();
        redis.say(alice, "after");
        assertThat(redis.heardBy(carol)).containsExactly(heard("after"));
    }

    @Test
    void aFeedThatIsBehindTwoBeatsIsOpenedAnew() {
        redis.run(Duration.ofSeconds(2));
        b.port().holdsMessages = true;
        redis.say(alice, "hello");

        redis.run(Duration.ofSeconds(3));

        assertThat(b.statistics().feedGaps()).containsEntry("beat", 1L);
        assertThat(redis.heardBy(bob)).containsExactly(heard("hello"));
    }

    @Test
    void aRoomWhosePastIsTrimmedIsClosed() {
        redis.at(b, b.port()::cut);
        redis.say(alice, "one", "two", "three");
        redis.primary.trim(1);

        redis.at(b, b.port()::connect);
        redis.settle();

        assertThat(bob.ended()).isEqualTo(ClusterReasons.ROOM_GAP);
        assertThat(b.statistics().roomGaps()).isOne();
        assertThat(redis.heardBy(alice)).last().isInstanceOf(RoomLeaveUserNotify.class);
    }

    @Test
    void whoComesInWhenARoomsPastIsTrimmedStaysThoughAnotherOfItsHostLeavesThen() {
        ReturningClient carol = new ReturningClient(redis, a, "carol");
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        carol.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        redis.at(a, a.port()::cut);
        a.port().holdsAnswers = false;
        a.port().holdsMessages = false;
        alice.receive(new RoomLeaveRequest());
        redis.settle();
        redis.primary.trim(1);
        redis.at(a, a.port()::connect);

        carol.read();
        assertThat(alice.ended()).isEqualTo(ClusterReasons.ROOM_GAP);
        assertThat(carol.session.ended()).isNull();
        assertThat(carol.heard).contains(new RoomEnterResponse(ResultCode.NONE));
        assertThat(carol.position.offset()).as("behind the leave of alice").isEqualTo(4);
        carol.say("here");
        assertThat(carol.read()).last().isEqualTo(new RoomChatNotify("carol", "here"));
    }

    @Test
    void aTimeOutOfAnEarlierOpeningChangesNothing() {
        FakeSession carol = redis.inRoom(a, "carol", ROOM);
        redis.heardBy(alice);
        a.port().holdsAnswers = true;
        redis.say(alice, "one");
        redis.say(carol, "two");
        a.port().calls.clear();
        redis.at(a, a.port()::timeOut);
        redis.run(Duration.ofMillis(250));
        redis.at(a, a.port()::timeOut);
        a.port().holdsAnswers = false;
        redis.run(Duration.ofSeconds(1));

        assertThat(a.port().calls.stream().filter(call -> call.name().equals("os1_open")))
                .hasSize(1);
        assertThat(redis.heardBy(alice))
                .containsExactly(
                        new RoomChatResponse(ResultCode.NONE), heard("one"), new RoomChatNotify("carol", "two"));
    }

    private static RoomChatNotify heard(String text) {
        return new RoomChatNotify("alice", text);
    }
}
