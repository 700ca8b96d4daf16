package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.ScriptedHost.Peer;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.ScriptedServer.Body;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A resuming client against hosts that a test scripts, byte by byte. */
class ResumingChatClientIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LogicLoop loop = LogicLoop.start("client-logic");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder()
                    .transport(TestTransport.CHOSEN)
                    // These hosts do not answer the end of a connection with their own.
                    .closeTimeout(Duration.ofMillis(50))
                    .build(),
            loop);
    private final Heard heard = new Heard();
    private ScriptedHost one;
    private ScriptedHost two;

    @BeforeEach
    void startHosts() throws IOException {
        one = new ScriptedHost();
        two = new ScriptedHost();
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        loop.close();
        one.close();
        two.close();
    }

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
    void logsInAndEntersAnewWhereTheTokenIsNotKnown() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept().expectFeatures().expectResume(3, 10).answerResume(91, 0);
            second.pong().expectLogin().answerLogin(0).expectEnter(3).answerEnter(0);

            heard.await("resumed RESUME_UNKNOWN_TOKEN 0");
        }
    }

    @Test
    void logsInWhereAServerKnowsNothingOfResuming() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();

            Peer second = one.accept().ignoreFeatures().expectResume(3, 10);
            second.pong().expectLogin().answerLogin(0).expectEnter(3).answerEnter(0);

            heard.await("resumed RESUME_UNKNOWN_TOKEN 0");
        }
    }

    @Test
    void logsInAgainWhereNothingWasGranted() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = one.accept().ignoreFeatures().expectLogin();
            first.connection.send(202, new Body().i16(0));
            assertThat(result(client.firstLogin())).isEqualTo(ResultCode.NONE);
            first.hangUp();

            one.acceptLogin();

            heard.await("resumed NONE 0");
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
    void aRefusedFirstLoginIsTheEnd() throws Exception {
        try (ResumingChatClient client = start(one)) {
            Peer first = one.accept().expectFeatures().expectLogin().answerLogin(33);

            assertThat(result(client.firstLogin())).isEqualTo(ResultCode.LOGIN_USER_INVALID_PW);
            first.expectEnd();
            heard.await("end LOGIN_USER_INVALID_PW");
        }
    }

    @Test
    void aLaterLoginThatIsRefusedForNowIsTriedAgain() throws Exception {
        try (ResumingChatClient client = start(one)) {
            inRoom(client, one.acceptLogin(), 3, 10).hangUp();
            Peer second = one.accept().expectFeatures().expectResume(3, 10).answerResume(91, 0);
            second.pong().expectLogin().answerLogin(31).expectEnd();

            one.accept().expectFeatures().expectResume(3, 10).answerResume(0, 0);

            heard.await("resumed NONE 0");
        }
    }

    @Test
    void givesUpAServerThatDoesNotAnswer() throws Exception {
        try (ResumingChatClient client = start(Duration.ofMillis(100), one)) {
            one.accept().ignoreFeatures().expectLogin().expectEnd();

            one.accept();
            assertThat(client.firstLogin().toCompletableFuture()).isNotDone();
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

    private ResumingChatClient start(ScriptedHost... hosts) {
        return start(LONG, hosts);
    }

    private ResumingChatClient start(Duration answerTimeout, ScriptedHost... hosts) {
        List<InetSocketAddress> addresses =
                List.of(hosts).stream().map(ScriptedHost::address).toList();
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), 2, 0.5);
        return ResumingChatClient.start(
                network, new ResumeSettings(addresses, "alice", "secret", LONG, answerTimeout, backoff, 0), heard);
    }

    /** Lets the client enter a room, and hear it up to this offset. */
    private Peer inRoom(ResumingChatClient client, Peer peer, int room, long offset) throws Exception {
        assertThat(result(client.firstLogin())).isEqualTo(ResultCode.NONE);
        CompletionStage<ResultCode> enter = client.enter(room);
        peer.expectEnter(room).answerEnter(0).list("alice").position(offset);
        assertThat(result(enter)).isEqualTo(ResultCode.NONE);
        heard.awaitPosition(offset);
        return peer;
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** What the client's listener heard, as lines. */
    private static final class Heard implements ResumingChatClient.Listener {

        final List<String> lines = new CopyOnWriteArrayList<>();
        volatile long position;

        void await(String line) {
            Awaitility.await(line).until(() -> lines.contains(line));
        }

        void awaitPosition(long offset) {
            Awaitility.await("position " + offset).until(() -> position == offset);
        }

        @Override
        public void onPacket(ServerPacket packet) {
            if (packet instanceof RoomChatNotify chat) {
                lines.add(chat.userId() + "> " + chat.message());
            } else if (packet instanceof RoomNewUserNotify entered) {
                lines.add(entered.userId() + " in");
            } else if (packet instanceof RoomLeaveUserNotify left) {
                lines.add(left.userUniqueId() + " out");
            } else if (packet instanceof RoomPositionNotify heard) {
                position = heard.offset();
            } else if (packet instanceof RoomGapNotify gap) {
                lines.add(gap.roomNumber() + " lacks " + gap.fromOffset() + " to " + gap.toOffset() + ": "
                        + gap.reason());
            }
        }

        @Override
        public void onLost(DisconnectReason reason) {
            lines.add("lost");
        }

        @Override
        public void onResumed(Resumed how) {
            lines.add("resumed " + how.result() + " " + how.replayed());
        }

        @Override
        public void onMoving(MoveNotify move) {
            lines.add("moving to " + move.port());
        }

        @Override
        public void onEnd(@Nullable ResultCode refusal) {
            lines.add("end " + refusal);
        }
    }
}
