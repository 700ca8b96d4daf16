package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.ClusterUnavailableException;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.chat.statistics.Whereabouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole chat servers that share their users: logins, where a user is, and a host that leaves. */
class ClusterUsersTest {

    private static final int ROOM = 3;
    private static final Duration SPREAD = Duration.ofSeconds(5);

    private final ScriptedRedis redis = new ScriptedRedis(ChatConfig.defaults(), Configs.cluster("a", false));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aUserIdHasOneSessionOnAllHosts() {
        FakeSession first = redis.loggedIn(a, "alice");
        assertThat(redis.login(b, "alice").takeSent())
                .containsExactly(new LoginResponse(ResultCode.LOGIN_USER_ALREADY));
        first.hangUp();
        redis.settle();
        redis.loggedIn(b, "alice");
    }

    @Test
    void aUserIsFoundFromEveryHostWithTheRoom() {
        redis.inRoom(b, "alice", ROOM);
        redis.loggedIn(a, "bob");
        for (Host asked : List.of(a, b)) {
            assertThat(where(asked, "alice").room()).isEqualTo(OptionalInt.of(ROOM));
            assertThat(where(asked, "alice").host().hid()).isEqualTo(b.hid());
            assertThat(where(asked, "bob").room()).isEmpty();
        }
        assertThat(answer(a.chat().server.whereis("carol"))).isEmpty();
    }

    @Test
    void whatAnOperatorSaysInARoomIsHeardOnAllHostsInTheRoomsOrder() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        FakeSession elsewhere = redis.inRoom(b, "carol", ROOM + 1);
        // After a move Redis takes for a while only what a member says.
        ReturningClient moving = new ReturningClient(redis, b, "dave").inRoom();
        moving.lose();
        moving.resumeAt(a);
        List.of(alice, bob, elsewhere).forEach(FakeSession::takeSent);

        assertThat(answer(a.chat().server.admin().notice(ROOM, "back at 5"))).contains(2);
        redis.settle();

        assertThat(redis.heardBy(alice)).containsExactly(new RoomChatNotify("*", "back at 5"));
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("*", "back at 5"));
        assertThat(redis.heardBy(elsewhere)).isEmpty();
    }

    @Test
    void whatAnOperatorSaysToAllIsHeardOnAllHosts() {
        FakeSession alice = redis.loggedIn(a, "alice");
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        FakeSession carol = redis.loggedIn(b, "carol");
        List.of(alice, bob, carol).forEach(FakeSession::takeSent);

        assertThat(answer(a.chat().server.noticeElsewhere("back\nat 5"))).isEqualTo(new ToldElsewhere(1, 2, List.of()));
        redis.settle();

        assertThat(redis.heardBy(alice)).as("its own host tells it").isEmpty();
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("*", "back\nat 5"));
        assertThat(redis.heardBy(carol)).containsExactly(new RoomChatNotify("*", "back\nat 5"));
    }

    @Test
    void aHostThatDoesNotAnswerIsNamedByWhatIsSaidToAll() {
        redis.at(b, b.port()::cut);
        CompletableFuture<ToldElsewhere> asked = asked(a.chat().server.noticeElsewhere("back at 5"));
        redis.run(Control.ANSWER_WITHIN);

        assertThat(asked).isCompleted();
        assertThat(asked.join().silent()).extracting(ClusterHost::hid).containsExactly(b.hid());
        assertThat(asked.join().users()).isZero();
    }

    @Test
    void withoutRedisWhereAUserIsCannotBeTold() {
        redis.at(a, a.port()::cut);
        CompletableFuture<Optional<Whereabouts>> asked = asked(a.chat().server.whereis("alice"));
        redis.at(a, a.port()::cut);
        assertThat(asked).isCompletedExceptionally();
        assertThat(asked)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ClusterUnavailableException.class);
    }

    @Test
    void aHostIsToldThatItAgrees() {
        assertThat(answer(a.chat().server.differencesFromCluster(SPREAD))).isEmpty();
    }

    @Test
    void aDrainingHostRefusesLoginsTellsItsUsersAndClosesThemOneAfterTheOther() {
        List<FakeSession> users = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            users.add(redis.inRoom(b, "user" + i, ROOM));
        }
        users.forEach(FakeSession::takeSent);
        CompletableFuture<Void> drained = asked(b.chat().drain(SPREAD).done());
        assertThat(redis.login(b, "late").takeSent())
                .containsExactly(new LoginResponse(ResultCode.LOGIN_BACKEND_UNAVAILABLE));

        redis.run(SPREAD.dividedBy(2));
        assertThat(users.stream().filter(FakeSession::isOpen))
                .as("half of the time: some are closed, and some are not")
                .hasSizeBetween(1, 9);
        assertThat(a.chat().server.hosts()).extracting(ClusterHost::draining).containsExactly(false, true);
        assertThat(drained).isNotDone();

        redis.run(SPREAD);
        assertThat(users).noneMatch(FakeSession::isOpen);
        assertThat(users)
                .allSatisfy(user -> assertThat(user.takeSent())
                        .filteredOn(RoomChatNotify.class::isInstance)
                        .last()
                        .extracting(packet -> ((RoomChatNotify) packet).userId())
                        .isEqualTo("*"));
        assertThat(drained).isCompleted();
        redis.run(Duration.ofSeconds(1));
        assertThat(a.chat().server.hosts()).extracting(ClusterHost::hid).containsExactly(a.hid());
    }

    @Test
    void aDrainedHostHasToldTheOthersThatItsUsersLeft() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        redis.inRoom(b, "bob", ROOM);
        alice.takeSent();
        CompletableFuture<Void> drained = asked(b.chat().drain(Duration.ZERO).done());
        redis.run(Duration.ofMillis(200));
        assertThat(drained).isCompleted();
        assertThat(redis.heardBy(alice)).anyMatch(RoomLeaveUserNotify.class::isInstance);
        redis.loggedIn(a, "bob");
    }

    @Test
    void aDrainEndsThoughAClientReadsNothingAndRedisIsAway() {
        FakeSession stalled = redis.inRoom(b, "bob", ROOM);
        stalled.stall();
        redis.at(b, b.port()::cut);
        CompletableFuture<Void> drained = asked(b.chat().drain(Duration.ZERO).done());
        redis.run(Duration.ofSeconds(1));
        assertThat(drained).isNotDone();
        for (int i = 0; i < 5; i++) {
            redis.run(Duration.ofSeconds(1));
            redis.at(b, b.port()::cut);
        }
        assertThat(drained).isCompleted();
        assertThat(stalled.isOpen()).isFalse();
    }

    @Test
    void aHostThatIsAloneHasNoOtherHosts() {
        try (ChatFixture alone = ChatFixture.withDefaults()) {
            assertThat(alone.server.hosts()).isEmpty();
            assertThat(alone.server.whereis("alice").toCompletableFuture()).isCompletedExceptionally();
        }
    }

    private Whereabouts where(Host asked, String userId) {
        return answer(asked.chat().server.whereis(userId)).orElseThrow();
    }

    private <T> CompletableFuture<T> asked(CompletionStage<T> question) {
        redis.settle();
        return question.toCompletableFuture();
    }

    private <T> T answer(CompletionStage<T> question) {
        CompletableFuture<T> answered = asked(question);
        assertThat(answered).isCompleted();
        return answered.join();
    }
}
