package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.ScriptedHost.Peer;
import io.onesend.chat.packet.ResultCode;
import io.onesend.network.testing.ScriptedServer.Body;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Tests how a resuming client goes on after the loss of its connection. */
class ResumingChatClientIT extends ResumingClientFixture {

    @Test
    void resumesAtAnotherHostAndHearsWhatItMissedBeforeItIsBack() throws Exception {
        try (ResumingChatClient client = start(one, two)) {
            Peer first = inRoom(client, one.acceptLogin(), 3, 10);
            first.said("bob", "before", 11);
            heard.await("bob> before");
            heard.lines.clear();

            first.hangUp();
            one.close();
            Peer second = two.accept().expectFeatures().expectResume(3, 11);
            second.answerResume(0, 3)
                    .said("bob", "missed", 12)
                    .entered(7, "carol", 13)
                    .left(7, 14);
            second.pong().said("bob", "live", 15);

            heard.await("bob> live");
            assertThat(heard.lines)
                    .containsExactly("lost", "bob> missed", "carol in", "7 out", "resumed NONE 3", "bob> live");
            CompletionStage<ResultCode> chat = client.chat("hello");
            assertThat(second.connection.expect(221).get()).isEqualTo((byte) 'h');
            second.connection.send(222, new Body().i16(0));
            assertThat(result(chat)).isEqualTo(ResultCode.NONE);
        }
    }

    @Test
    void tellsWhatIsMissingForGood() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept().expectFeatures().expectResume(3, 10).answerResume(92, 0);
            second.gap(3, 11, 20, 1).list("alice").position(20).pong();

            heard.await("3 lacks 11 to 20: TRIMMED");
            assertThat(heard.lines).containsSubsequence("resumed RESUME_INCOMPLETE 0", "3 lacks 11 to 20: TRIMMED");
            heard.awaitPosition(20);
            second.hangUp();
            one.accept().expectFeatures().expectResume(3, 20);
        }
    }

    @Test
    void goesOnFromWhereAReplayBrokeOff() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();
            Peer second = one.accept().expectFeatures().expectResume(3, 10);
            second.answerResume(0, 3).said("bob", "eleven", 11);
            heard.awaitPosition(11);
            second.hangUp();

            Peer third = one.accept().expectFeatures().expectResume(3, 11);
            third.answerResume(0, 2).said("bob", "twelve", 12).said("bob", "thirteen", 13);

            heard.await("resumed NONE 2");
            assertThat(heard.lines)
                    .containsSubsequence("lost", "bob> eleven", "bob> twelve", "bob> thirteen", "resumed NONE 2")
                    .containsOnlyOnce("lost");
        }
    }

    @Test
    void isLoggedInWithoutItsRoomWhereThatIsFull() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept()
                    .expectFeatures()
                    .expectResume(3, 10)
                    .answerResume(93, 0)
                    .pong();
            heard.await("resumed RESUME_ROOM_FULL 0");
            second.hangUp();

            one.accept().expectFeatures().expectResume(-1, 0);
        }
    }

    @Test
    void leavesItsRoomForGood() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = inRoom(client, one.acceptLogin(), 3, 10);
            CompletionStage<ResultCode> leave = client.leave();
            first.connection.expect(215);
            first.connection.send(216, new Body().i16(0));
            assertThat(result(leave)).isEqualTo(ResultCode.NONE);
            first.hangUp();

            one.accept().expectFeatures().expectResume(-1, 0);
        }
    }

    @Test
    void entersAnewARoomWhosePositionItNeverHeard() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = one.acceptLogin();
            result(client.firstLogin());
            CompletionStage<ResultCode> enter = client.enter(3);
            first.expectEnter(3).answerEnter(0);
            result(enter);
            first.hangUp();

            Peer second = one.accept().expectFeatures().expectResume(-1, 0).answerResume(0, 0);
            second.pong().expectEnter(3).answerEnter(0);

            heard.await("resumed RESUME_UNKNOWN_TOKEN 0");
        }
    }

    @Test
    void goesOnAtTheHostThatADrainingOneNames() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = inRoom(client, one.acceptLogin(), 3, 10);
            first.move("127.0.0.1", two.address().getPort(), 0);

            first.expectEnd();
            two.accept().expectFeatures().expectResume(3, 10).answerResume(0, 0);

            heard.await("resumed NONE 0");
            assertThat(heard.lines)
                    .containsSubsequence("moving to " + two.address().getPort(), "lost", "resumed NONE 0");
        }
    }

    @Test
    void goesOnAtAnyOtherHostIfADrainingOneNamesNone() throws Exception {
        try (ResumingChatClient client = start(one, two)) {
            inRoom(client, one.acceptLogin(), 3, 10).move("", 0, 0);

            two.accept().expectFeatures().expectResume(3, 10);
        }
    }

    @Test
    void aRequestWithoutAConnectionFailsAndSoDoesOneThatIsNotAnsweredBeforeTheLoss() throws Exception {
        try (ResumingChatClient client = start(one)) {
            assertThatThrownBy(() -> result(client.enter(1)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConnectionEndedException.class);
            Peer first = inRoom(client, one.acceptLogin(), 3, 10);

            CompletionStage<ResultCode> chat = client.chat("perhaps");
            first.connection.expect(221);
            first.hangUp();

            assertThatThrownBy(() -> result(chat)).hasCauseInstanceOf(ConnectionEndedException.class);
        }
    }

    @Test
    void endsWithItsConnectionWhenItIsClosed() throws Exception {
        ResumingChatClient client = start(one);
        Peer first = one.acceptLogin();
        result(client.firstLogin());

        client.close();
        client.close();

        first.expectEnd();
        heard.await("end null");
        assertThat(heard.lines).containsOnlyOnce("end null").doesNotContain("lost");
        assertThatThrownBy(() -> result(client.chat("late"))).hasCauseInstanceOf(ConnectionEndedException.class);
    }
}
