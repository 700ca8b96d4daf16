package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts that have heard what Redis has lost since, and what the others append to the history that is left. */
class ClusterRewriteTest {

    private static final int ROOM = 3;
    private static final int PARTITIONS = ClusterConfig.named("test").partitions();

    /** Without a limit for what a user says, so that a room can be busy. */
    private final ScriptedRedis redis = new ScriptedRedis(Configs.rate(0, 1), ClusterConfig.named("test"));

    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void whoLeftAndCameBackBeforeAFailoverIsNotSeenToDoItAgain() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        redis.heardBy(alice);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        bob.receive(new RoomLeaveRequest());
        redis.settle();
        bob.receive(new RoomEnterRequest(ROOM));
        assertThat(redis.heardBy(alice)).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class, RoomNewUserNotify.class);
        failOver();

        connect(b);
        connect(a);

        assertThat(redis.heardBy(alice)).isEmpty();
        redis.say(alice, "as before");
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("alice", "as before"));
    }

    @Test
    void whoLeavesByAnEventThatWasLostBeforeAHostKnewTheRoomIsSeenToLeave() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        alice.receive(new RoomLeaveRequest());
        redis.settle();
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        failOver();

        connect(b);
        connect(a);

        assertThat(redis.heardBy(bob)).hasExactlyElementsOfTypes(RoomNewUserNotify.class, RoomLeaveUserNotify.class);
        assertThat(bob.ended()).isNull();
    }

    @Test
    void whoComesInResumesOnlyFromBehindALeaveThatItsListLeavesOut() {
        ReturningClient carol = new ReturningClient(redis, a, "carol");
        FakeSession dave = redis.inRoom(b, "dave", ROOM);
        redis.inRoom(b, "bob", ROOM);
        a.port().holdsAnswers = true;
        a.port().holdsMessages = true;
        carol.session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        redis.at(a, a.port()::cut);
        a.port().holdsAnswers = false;
        a.port().holdsMessages = false;
        dave.receive(new RoomLeaveRequest());
        redis.settle();
        connect(a);

        List<ServerPacket> told = redis.heardBy(carol.session);
        assertThat(namesIn(told)).containsExactly("bob", "carol");
        carol.session.hangUp();
        redis.run(ScriptedRedis.TWO_BEATS);
        List<RoomPositionNotify> positions = told.stream()
                .filter(RoomPositionNotify.class::isInstance)
                .map(RoomPositionNotify.class::cast)
                .toList();
        carol.position = positions.get(0);
        assertThat(carol.resumeAt(b)).startsWith(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        carol.lose();
        carol.position = positions.get(positions.size() - 1);
        assertThat(carol.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
    }

    @Test
    void whoComesInByAMoveAfterItsLeaveWasLostIsSeenByAll() {
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        ReturningClient bob = new ReturningClient(redis, b, "bob").inRoom();
        redis.primary.replicateUntil(Long.MAX_VALUE);
        alice.session.receive(new RoomLeaveRequest());
        assertThat(bob.read()).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class);
        failOver();
        connect(b);

        FakeSession again = b.chat().connect();
        again.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        redis.settle();
        again.receive(new RoomEnterRequest(ROOM));
        assertThat(namesIn(redis.heardBy(again))).containsExactly("bob", "alice");
        assertThat(bob.read()).hasExactlyElementsOfTypes(RoomLeaveUserNotify.class, RoomNewUserNotify.class);
        assertThat(bob.position.tag()).as("of a past that is proved").isPositive();

        connect(a);
        redis.say(again, "still here");
        assertThat(bob.read()).last().isEqualTo(new RoomChatNotify("alice", "still here"));
        assertThat(bob.heard).hasSize(3);
    }

    @Test
    void whoGoesOnByAMoveAfterItsLeaveWasLostIsSoonSeenAtOtherHosts() {
        Host c = redis.addHost();
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        ReturningClient carol = new ReturningClient(redis, c, "carol").inRoom();
        FakeSession dave = redis.inRoom(a, "dave", ROOM);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        dave.receive(new RoomLeaveRequest());
        alice.session.receive(new RoomLeaveRequest());
        carol.read();
        carol.heard.clear();
        failOver();
        connect(b);
        connect(c);

        FakeSession again = b.chat().connect();
        again.receive(new ResumeRequest("alice", alice.token, ResumeRequest.NO_ROOM, 0, 0));
        redis.settle();
        again.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        assertThat(namesIn(redis.heardBy(again))).contains("alice", "carol");
        redis.run(Duration.ofSeconds(1));
        assertThat(carol.read())
                .as("not of dave, whose host may still let him leave")
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        RoomNewUserNotify.class,
                        entered -> assertThat(entered.userId()).isEqualTo("alice"));
    }

    @Test
    void whatIsAppendedAgainBeforeAHostKnowsTheHistoryAndIsLostOnceMoreIsHeardOnce() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        Host c = redis.addHost();
        FakeSession carol = redis.inRoom(c, "carol", ROOM);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        redis.say(alice, "before");
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        redis.say(alice, "first");
        redis.say(alice, "second");
        assertThat(redis.heardBy(bob)).hasSize(2);
        failOver();
        connect(c);
        redis.say(carol, "in the place of before");
        connect(a);
        connect(b);
        assertThat(redis.heardBy(bob)).isEmpty();
        failOver();
        connect(c);
        connect(b);
        connect(a);

        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "before"));
    }

    @Test
    void anEventThatGetsItsOldOffsetAgainDoesNotHideWhatStandsBeforeIt() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        Host c = redis.addHost();
        Host d = redis.addHost();
        FakeSession carol = redis.inRoom(c, "carol", ROOM);
        FakeSession dave = redis.inRoom(d, "dave", ROOM);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        redis.say(bob, "first");
        redis.say(alice, "second");
        assertThat(redis.heardBy(carol)).contains(new RoomChatNotify("alice", "second"));
        failOver();

        connect(d);
        redis.say(dave, "in the place of the first");
        connect(a);
        connect(b);
        connect(c);

        assertThat(redis.heardBy(carol)).containsExactly(new RoomChatNotify("dave", "in the place of the first"));
        redis.say(carol, "after");
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("carol", "after"));
    }

    /** One read does not bring as many events as are kept of a busy room. */
    @Test
    void aLongHistoryIsComparedToItsEnd() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        Host c = redis.addHost();
        FakeSession carol = redis.inRoom(c, "carol", ROOM);
        for (int i = 0; i < 240; i++) {
            redis.say(alice, "text " + i);
        }
        redis.primary.replicateUntil(Long.MAX_VALUE);
        redis.say(alice, "lost");
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("alice", "lost"));
        failOver();

        connect(c);
        redis.say(carol, "in its place");
        connect(b);

        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("carol", "in its place"));
    }

    /** The former primary stays in its place for some seconds, and all that it stores meanwhile is lost. */
    @Test
    void aRoomThatHasJustBecomeBusyOutlastsAFailoverThatTakesItsTime() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        redis.run(Duration.ofSeconds(1));
        redis.heardBy(alice);
        redis.primary.replicateUntil(Long.MAX_VALUE);
        for (int i = 0; i < 80; i++) {
            redis.say(alice, "one of " + i, "two of " + i, "three of " + i);
            redis.run(Duration.ofMillis(50));
        }
        redis.heardBy(bob);
        failOver();

        connect(a);
        connect(b);

        assertThat(alice.ended()).isNull();
        assertThat(bob.ended()).isNull();
        redis.say(alice, "after");
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "after"));
    }

    @Test
    void aRoomThatIsAheadOfItsFeedIsReadThoughTheFeedIsTheSame() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");
        redis.primary.replicateUntil(Long.MAX_VALUE);
        b.port().holdsMessages = true;
        redis.say(alice, "lost");
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        b.port().holdsMessages = false;
        failOver();

        connect(b);
        assertThat(namesIn(redis.heardBy(bob))).containsExactly("alice", "bob");
        connect(a);
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("alice", "lost"));
    }

    /** The answer to its enter was lost, so it has read how the room went on: further than the feed had come. */
    @Test
    void aRoomThatWasReadFromTheEnterOnIsReadThoughTheFeedIsTheSame() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        Host c = redis.addHost();
        FakeSession carol = redis.inRoom(c, "carol", ROOM);
        FakeSession bob = redis.loggedIn(b, "bob");
        b.port().holdsAnswers = true;
        b.port().holdsMessages = true;
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        redis.at(b, b.port()::cut);
        b.port().holdsAnswers = false;
        b.port().holdsMessages = false;
        redis.primary.replicateUntil(Long.MAX_VALUE);
        b.port().holdsCalls = true;
        connect(b);
        b.port().doCalls();
        redis.settle();
        b.port().holdsMessages = true;
        redis.say(alice, "lost");
        b.port().holdsCalls = false;
        b.port().doCalls();
        redis.settle();
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("alice", "lost"));
        b.port().holdsMessages = false;
        failOver();

        connect(c);
        connect(b);
        redis.say(carol, "in its place");
        connect(a);

        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatNotify("carol", "in its place"));
    }

    @Test
    void theFirstMessageOfAFeedIsNotTakenForTheFirstOneAfterRedisWasWiped() {
        FakeSession bob = redis.loggedIn(b, "bob");
        b.port().holdsMessages = true;
        redis.inRoom(a, "alice", ROOM);
        redis.primary.wipe();
        redis.run(Duration.ofSeconds(2));
        bob.receive(new RoomEnterRequest(ROOM));
        redis.settle();
        b.port().holdsMessages = false;

        assertThat(namesIn(redis.heardBy(bob))).containsExactly("bob");
        assertThat(b.port().reconnects).as("new links for all partitions").isOne();
        redis.say(bob, "alone");
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("bob", "alone"));
    }

    @Test
    void aRoomThatIsGoneBecauseRedisWasWipedShowsNobodyLeaving() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        wipeBeforeReading(b, alice);
        b.port().holdsCalls = false;

        assertThat(redis.heardBy(bob)).isEmpty();
        assertThat(bob.ended()).isEqualTo(ClusterReasons.ROOM_LOST);
    }

    @Test
    void aRoomThatIsAnotherOneBecauseRedisWasWipedShowsNobodyLeaving() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        redis.say(alice, "before bob", "as well");
        FakeSession bob = redis.inRoom(b, "bob", ROOM);
        wipeBeforeReading(b, alice);
        redis.run(Duration.ofSeconds(1));
        redis.inRoom(a, "carol", ROOM);
        b.port().holdsCalls = false;

        assertThat(redis.heardBy(bob)).isEmpty();
        assertThat(bob.ended()).isEqualTo(ClusterReasons.ROOM_LOST);
    }

    /**
     * Two rooms were new when a failover came, and the link breaks once more when Redis has told that it has nothing of them. A host
     * that is never live would pass on calls and answers without end.
     */
    @Test
    void roomsThatAreGoneDoNotKeepAHostFromBeingLive() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        FakeSession bob = redis.inRoom(a, "bob", ROOM + PARTITIONS);
        failOver();
        redis.at(a, a.port()::connect);
        passUntilRead(1);
        redis.at(a, a.port()::cut);
        redis.at(a, a.port()::connect);
        pass();

        assertThat(a.statistics().repairedEvents()).isEqualTo(2);
        redis.say(alice, "here");
        redis.say(bob, "as well");
        assertThat(redis.heardBy(alice)).last().isEqualTo(new RoomChatNotify("alice", "here"));
        assertThat(redis.heardBy(bob)).last().isEqualTo(new RoomChatNotify("bob", "as well"));
    }

    /** A host knows nothing of it any more, but it is there again, and its first event is not. */
    @Test
    void aRoomThatWasGoneAndIsTrimmedIsAGap() {
        redis.primary.replicateUntil(Long.MAX_VALUE);
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        failOver();
        redis.at(a, a.port()::connect);
        // After its last event; all, as that is not there; all after another opening, which tells that Redis is not
        // wiped.
        passUntilRead(3);
        redis.at(a, a.port()::cut);
        connect(b);
        redis.say(redis.inRoom(b, "bob", ROOM), "one", "two", "three");
        redis.primary.trim(1);
        redis.at(a, a.port()::connect);
        pass();

        assertThat(alice.ended()).isEqualTo(ClusterReasons.ROOM_GAP);
    }

    /** Passes on calls and answers of the first host until Redis has done this number of its calls that read rooms. */
    private void passUntilRead(int calls) {
        a.port().calls.clear();
        for (int passes = 0; readsOfTheFirstHost() < calls; passes++) {
            assertThat(passes).as("passes until rooms were read").isLessThan(1000);
            redis.at(a, a.port()::deliver);
        }
    }

    private long readsOfTheFirstHost() {
        return a.port().calls.stream()
                .filter(call -> call.name().equals("os1_read"))
                .count();
    }

    private void pass() {
        for (int pass = 0; pass < 100; pass++) {
            redis.at(a, a.port()::deliver);
        }
    }

    /** A host has missed a text, and Redis is wiped between its opening and its reading, which is held. */
    private void wipeBeforeReading(Host host, FakeSession speaker) {
        redis.at(host, host.port()::cut);
        redis.say(speaker, "to be read");
        host.port().holdsCalls = true;
        connect(host);
        host.port().doCalls();
        redis.settle();
        redis.primary.wipe();
    }

    private static List<String> namesIn(List<ServerPacket> heard) {
        return heard.stream()
                .filter(RoomUserListNotify.class::isInstance)
                .flatMap(list -> ((RoomUserListNotify) list).users().stream())
                .map(User::userId)
                .toList();
    }

    /** The replica takes over, with what it has. */
    private void failOver() {
        redis.cutAll();
        redis.primary.failOver();
        redis.hosts.forEach(host -> host.chat().settle());
    }

    private void connect(Host host) {
        redis.at(host, host.port()::connect);
        redis.settle();
    }
}
