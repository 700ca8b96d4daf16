package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two hosts and one Redis: one order for all, and an answer for everybody. */
class ClusterOrderTest {

    private static final int ROOM = 3;
    private static final int MAX_USERS = 3;

    private final ScriptedRedis redis =
            new ScriptedRedis(Configs.rooms(0, 100, MAX_USERS), ClusterConfig.named("test"));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void usersOfBothHostsAreInOneRoom() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");

        bob.receive(new RoomEnterRequest(ROOM));

        List<ServerPacket> atBob = redis.heardBy(bob);
        assertThat(atBob.get(0)).isEqualTo(new RoomEnterResponse(ResultCode.NONE));
        assertThat(names(atBob.get(1))).containsExactly("alice", "bob");
        assertThat(redis.heardBy(alice))
                .singleElement()
                .isInstanceOfSatisfying(
                        RoomNewUserNotify.class,
                        heard -> assertThat(heard.userId()).isEqualTo("bob"));
    }

    @Test
    void whatIsSaidAtBothHostsComesToAllInOneOrder() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        alice.takeSent();

        alice.receive(new RoomChatRequest("first"));
        bob.receive(new RoomChatRequest("second"));

        List<ServerPacket> atAlice = redis.heardBy(alice);
        List<ServerPacket> atBob = redis.heardBy(bob);
        assertThat(atAlice)
                .containsExactly(
                        new RoomChatResponse(ResultCode.NONE),
                        new RoomChatNotify("alice", "first"),
                        new RoomChatNotify("bob", "second"));
        assertThat(atBob)
                .containsExactly(
                        new RoomChatNotify("alice", "first"),
                        new RoomChatResponse(ResultCode.NONE),
                        new RoomChatNotify("bob", "second"));
    }

    @Test
    void theAnswerComesWithTheFeedNotWithTheReply() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        a.port().holdsMessages = true;

        alice.receive(new RoomChatRequest("hello"), new RoomChatRequest("again"));
        redis.settle();

        assertThat(alice.takeSent()).isEmpty();
        a.port().holdsMessages = false;
        assertThat(redis.heardBy(alice))
                .containsExactly(
                        new RoomChatResponse(ResultCode.NONE),
                        new RoomChatNotify("alice", "hello"),
                        new RoomChatResponse(ResultCode.NONE),
                        new RoomChatNotify("alice", "again"));
    }

    @Test
    void aRoomIsNotFullerThanItMayBeOnAllHostsTogether() {
        redis.inRoom(a, "alice", ROOM);
        redis.inRoom(b, "bob", ROOM);
        redis.inRoom(a, "carol", ROOM);
        FakeSession dave = redis.loggedIn(b, "dave");

        dave.receive(new RoomEnterRequest(ROOM));

        assertThat(redis.heardBy(dave)).containsExactly(new RoomEnterResponse(ResultCode.ENTER_ROOM_FULL_USER));
        assertThat(dave.isSuspended()).isFalse();
    }

    @Test
    void aLeaveAndALostConnectionAreHeardAtTheOtherHost() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        alice.takeSent();
        bob.takeSent();

        bob.receive(new RoomLeaveRequest());
        assertThat(redis.heardBy(bob)).containsExactly(new RoomLeaveResponse(ResultCode.NONE));
        carol.hangUp();

        assertThat(redis.heardBy(alice)).hasSize(2).allMatch(RoomLeaveUserNotify.class::isInstance);
        bob.receive(new RoomEnterRequest(ROOM));
        assertThat(names(redis.heardBy(bob).get(1))).containsExactly("alice", "bob");
    }

    @Test
    void whatComesBeforeTheNewcomerKnowsTheRoomIsHeardOnceItDoes() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");
        b.port().holdsAnswers = true;
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        alice.receive(new RoomChatRequest("welcome"));
        redis.settle();
        assertThat(bob.takeSent()).isEmpty();

        b.port().holdsAnswers = false;

        List<ServerPacket> heard = redis.heardBy(bob);
        assertThat(heard).hasSize(3);
        assertThat(names(heard.get(1))).containsExactly("alice", "bob");
        assertThat(heard.get(2)).isEqualTo(new RoomChatNotify("alice", "welcome"));
    }

    @Test
    void aUserWhoIsGoneWhenItsEnterComesLeavesAgain() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");
        b.port().holdsMessages = true;
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        bob.hangUp();
        b.port().holdsMessages = false;

        assertThat(redis.heardBy(alice)).hasExactlyElementsOfTypes(RoomNewUserNotify.class, RoomLeaveUserNotify.class);
    }

    @Test
    void manyRequestsOfOnePassAreOneCall() {
        List<FakeSession> users =
                List.of(redis.inRoom(a, "alice", ROOM), redis.inRoom(a, "bob", ROOM), redis.inRoom(a, "carol", ROOM));
        redis.settle();
        a.port().calls.clear();

        users.forEach(user -> user.receiveLater(new RoomChatRequest("hello")));
        redis.settle();

        assertThat(a.port().calls).extracting(FunctionCall::name).containsExactly("os1_apply");
        assertThat(redis.heardBy(users.get(0)))
                .filteredOn(RoomChatNotify.class::isInstance)
                .hasSize(3);
    }

    @Test
    void aChatOfUnknownFateIsRefusedAndNotSentAgain() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        alice.takeSent();
        a.port().holdsCalls = true;
        alice.receive(new RoomChatRequest("lost"));
        redis.at(a, a.port()::cut);
        redis.run(Duration.ofSeconds(6));

        assertThat(alice.takeSent()).containsExactly(new RoomChatResponse(ResultCode.CHAT_BACKEND_UNAVAILABLE));
        alice.receive(new RoomChatRequest("at once"));
        assertThat(alice.takeSent()).containsExactly(new RoomChatResponse(ResultCode.CHAT_BACKEND_UNAVAILABLE));

        a.port().holdsCalls = false;
        redis.at(a, a.port()::connect);
        redis.settle();
        alice.receive(new RoomChatRequest("back"));
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "back"));
    }

    @Test
    void anEnterOfUnknownFateIsRefusedAndUndone() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");
        b.port().holdsAnswers = true;
        b.port().holdsMessages = true;
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        assertThat(alice.takeSent()).hasExactlyElementsOfTypes(RoomNewUserNotify.class);
        redis.at(b, b.port()::cut);
        redis.run(Duration.ofSeconds(6));

        assertThat(bob.takeSent()).containsExactly(new RoomEnterResponse(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE));
        b.port().holdsAnswers = false;
        b.port().holdsMessages = false;
        redis.at(b, b.port()::connect);

        assertThat(redis.heardBy(alice)).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class);
        bob.receive(new RoomEnterRequest(ROOM));
        assertThat(redis.heardBy(bob).get(0)).isEqualTo(new RoomEnterResponse(ResultCode.NONE));
    }

    @Test
    void aLeaveIsAnsweredWithoutRedisAndHeardWhenItIsBack() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        alice.takeSent();
        redis.at(b, b.port()::cut);
        bob.receive(new RoomLeaveRequest());
        redis.run(Duration.ofSeconds(5).plusMillis(100));

        assertThat(bob.takeSent()).containsExactly(new RoomLeaveResponse(ResultCode.NONE));
        assertThat(redis.heardBy(alice)).isEmpty();
        redis.at(b, b.port()::connect);
        assertThat(redis.heardBy(alice)).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class);
    }

    @Test
    void moreEventsThanABatchTakesGoInSeveral() {
        List<FakeSession> users = new ArrayList<>();
        try (ScriptedRedis wide = new ScriptedRedis(Configs.rooms(0, 100, 300), ClusterConfig.named("wide"))) {
            Host host = wide.addHost();
            for (int i = 0; i < 200; i++) {
                users.add(wide.inRoom(host, "user" + i, ROOM));
            }
            wide.settle();
            host.port().calls.clear();

            users.forEach(user -> user.receiveLater(new RoomChatRequest("hello")));
            wide.settle();

            assertThat(host.port().calls)
                    .extracting(FunctionCall::name)
                    .containsOnly("os1_apply")
                    .hasSize(2);
            assertThat(wide.heardBy(users.get(0)).stream().filter(RoomChatNotify.class::isInstance))
                    .hasSize(200);
        }
    }

    @Test
    void aRoomOfAnotherFeedIsEnteredOnceTheFeedIsListenedTo() {
        try (ScriptedRedis split = new ScriptedRedis(Configs.rooms(0, 100, 4), channels(4))) {
            Host first = split.addHost();
            Host second = split.addHost();
            List<FakeSession> atFirst = new ArrayList<>();
            List<FakeSession> atSecond = new ArrayList<>();
            for (int room = 0; room < 8; room++) {
                atFirst.add(split.inRoom(first, "anne" + room, room));
                atSecond.add(split.inRoom(second, "bo" + room, room));
            }
            for (int room = 0; room < 8; room++) {
                split.heardBy(atSecond.get(room));
                atFirst.get(room).receive(new RoomChatRequest("room " + room));
                assertThat(split.heardBy(atSecond.get(room)))
                        .containsExactly(new RoomChatNotify("anne" + room, "room " + room));
            }
        }
    }

    @Test
    void aFeedMoreIsNoReasonToWaitForAWholeHistoryAgain() {
        try (ScriptedRedis split = new ScriptedRedis(Configs.rooms(0, 100, 4), channels(4))) {
            Host first = split.addHost();
            Host second = split.addHost();
            ReturningClient anne = new ReturningClient(split, first, "anne").inRoom();
            anne.lose();
            int feeds = second.port().subscriptions();
            assertThat(anne.resumeAt(second)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
            assertThat(second.port().subscriptions()).isEqualTo(feeds + 1);
        }
    }

    @Test
    void aFeedThatNoRoomHasNeededForAMinuteIsGivenUpAndComesBack() {
        try (ScriptedRedis split = new ScriptedRedis(Configs.rooms(0, 100, 4), channels(4))) {
            Host first = split.addHost();
            FakeSession anne = split.inRoom(first, "anne", 2);
            anne.receive(new RoomLeaveRequest());
            split.heardBy(anne);
            assertThat(first.port().subscriptions()).isEqualTo(1);

            split.run(Duration.ofSeconds(63));
            assertThat(first.port().subscriptions()).isZero();

            anne.receive(new RoomEnterRequest(2));
            assertThat(split.heardBy(anne).get(0)).isEqualTo(new RoomEnterResponse(ResultCode.NONE));
        }
    }

    @Test
    void userIdsThatAServerHasLostAreClaimedAgainByAHostThatListensToNoFeed() {
        try (ScriptedRedis split = new ScriptedRedis(Configs.rooms(0, 100, 4), channels(4))) {
            Host first = split.addHost();
            Host second = split.addHost();
            FakeSession alice = split.loggedIn(first, "alice");
            split.primary.wipeAllButHosts();
            split.run(ScriptedRedis.TWO_BEATS);
            assertThat(split.login(second, "alice").takeSent())
                    .containsExactly(new LoginResponse(ResultCode.LOGIN_USER_ALREADY));
            assertThat(alice.isOpen()).isTrue();
        }
    }

    private static ClusterConfig channels(int channels) {
        ClusterConfig d = ClusterConfig.named("split");
        return new ClusterConfig(
                d.hostName(),
                d.address(),
                2,
                channels,
                d.lease(),
                d.acceptTimeout(),
                d.takeoverAfter(),
                d.kickOld(),
                d.replicated(),
                d.replicas(),
                d.inFlight(),
                d.feedMaxPendingBytes(),
                d.repairMaxBytes(),
                d.history(),
                d.resume());
    }

    private static List<String> names(ServerPacket list) {
        return ((RoomUserListNotify) list)
                .users().stream().map(RoomUserListNotify.User::userId).toList();
    }
}
