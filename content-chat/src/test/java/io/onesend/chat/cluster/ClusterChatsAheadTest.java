package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.user.ChatsUnderWay;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session says more while its first chats are under way: the answers come in the order of its requests. */
class ClusterChatsAheadTest {

    private static final int ROOM = 3;
    private static final ServerPacket ACCEPTED = new RoomChatResponse(ResultCode.NONE);
    private static final ServerPacket UNKNOWN = new RoomChatResponse(ResultCode.CHAT_BACKEND_UNAVAILABLE);
    private static final ServerPacket EMPTY = new RoomChatResponse(ResultCode.CHAT_INVALID_MESSAGE);

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 3), ClusterConfig.named("test"));
    private final Host a = redis.addHost();
    private final FakeSession alice = redis.inRoom(a, "alice", ROOM);
    private final FakeSession bob = redis.inRoom(redis.addHost(), "bob", ROOM);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void whatIsSaidBeforeTheFirstAnswerIsOneCall() {
        redis.heardBy(alice);
        a.port().calls.clear();

        alice.receive(say(1), say(2), say(3));

        assertThat(redis.heardBy(alice)).containsExactly(ACCEPTED, said(1), ACCEPTED, said(2), ACCEPTED, said(3));
        assertThat(redis.heardBy(bob)).containsExactly(said(1), said(2), said(3));
        assertThat(a.port().calls).extracting(FunctionCall::name).containsExactly("os1_apply");
    }

    @Test
    void nothingElseIsHandledBeforeTheChatsAreAnswered() {
        redis.heardBy(alice);
        a.port().holdsMessages = true;

        alice.receive(say(1), say(2), new Ping((short) 7), say(3), new RoomLeaveRequest());
        redis.settle();

        assertThat(alice.takeSent()).isEmpty();
        a.port().holdsMessages = false;
        assertThat(redis.heardBy(alice))
                .containsExactly(
                        ACCEPTED,
                        said(1),
                        ACCEPTED,
                        said(2),
                        new Pong((short) 7),
                        ACCEPTED,
                        said(3),
                        new RoomLeaveResponse(ResultCode.NONE));
        assertThat(alice.isSuspended()).isFalse();
    }

    @Test
    void aChatThatIsRefusedHereIsAnsweredBehindThoseBefore() {
        redis.heardBy(alice);
        a.port().holdsMessages = true;

        alice.receive(new RoomChatRequest(""), say(1), new RoomChatRequest(""), say(2));
        redis.settle();

        assertThat(alice.takeSent()).containsExactly(EMPTY);
        a.port().holdsMessages = false;
        assertThat(redis.heardBy(alice)).containsExactly(ACCEPTED, said(1), EMPTY, ACCEPTED, said(2));
    }

    @Test
    void noMoreThanSoManyOfASessionAreUnderWay() {
        int more = 5;
        redis.at(a, a.port()::cut);

        alice.receive(IntStream.range(0, ChatsUnderWay.MOST + more)
                .mapToObj(ClusterChatsAheadTest::say)
                .toArray(ClientPacket[]::new));
        redis.run(Duration.ofMillis(100));

        assertThat(a.statistics().pendingEvents()).isEqualTo(ChatsUnderWay.MOST);
        assertThat(alice.isSuspended()).isTrue();
        redis.at(a, a.port()::connect);
        assertThat(redis.heardBy(bob)).hasSize(ChatsUnderWay.MOST + more);
        assertThat(alice.isSuspended()).isFalse();
    }

    @Test
    void eachChatHasATimeLimitOfItsOwn() {
        redis.heardBy(alice);
        a.port().holdsCalls = true;
        alice.receive(say(1));
        redis.run(Duration.ofSeconds(3));
        alice.receive(say(2));
        redis.run(Duration.ofMillis(2100));

        assertThat(alice.takeSent()).containsExactly(UNKNOWN);
        redis.run(Duration.ofSeconds(3));
        assertThat(alice.takeSent()).containsExactly(UNKNOWN);
        assertThat(alice.isSuspended()).isFalse();
    }

    @Test
    void aChatRefusedAtOnceWaitsForOneThatIsUndecided() {
        redis.heardBy(alice);
        redis.at(a, a.port()::cut);
        redis.run(Duration.ofSeconds(3));
        alice.receive(say(1));
        redis.run(Duration.ofMillis(2500));

        // Redis has been away for the time limit now, but not since the first chat.
        alice.receive(say(2));
        redis.settle();
        assertThat(alice.takeSent()).isEmpty();
        redis.at(a, a.port()::connect);

        assertThat(redis.heardBy(alice)).containsExactly(ACCEPTED, said(1), UNKNOWN);
        assertThat(redis.heardBy(bob)).containsExactly(said(1));
    }

    @Test
    void theEndOfInputIsHandledBehindTheAnswers() {
        redis.heardBy(alice);
        a.port().holdsMessages = true;
        alice.receive(say(1), say(2));
        redis.settle();

        alice.endInput();
        assertThat(alice.isOpen()).isTrue();
        a.port().holdsMessages = false;

        assertThat(redis.heardBy(alice)).containsExactly(ACCEPTED, said(1), ACCEPTED, said(2));
        assertThat(alice.ended()).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void whoIsGoneHasSaidWhatWasUnderWayAndLeavesBehindIt() {
        a.port().holdsCalls = true;
        alice.receive(say(1), say(2), new RoomLeaveRequest());
        redis.settle();

        alice.hangUp();
        a.port().holdsCalls = false;

        List<ServerPacket> heard = redis.heardBy(bob);
        assertThat(heard).startsWith(said(1), said(2)).hasSize(3);
        assertThat(heard.get(2)).isInstanceOf(RoomLeaveUserNotify.class);
    }

    private static RoomChatRequest say(int number) {
        return new RoomChatRequest("text " + number);
    }

    private static RoomChatNotify said(int number) {
        return new RoomChatNotify("alice", "text " + number);
    }
}
