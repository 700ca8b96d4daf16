package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients of a cluster get that have asked for more than old ones. */
class ClusterFeaturesTest {

    private static final int ROOM = 3;

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 10), withHistory(2));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void positionsNameTheSameEventsAtAllHosts() {
        FakeSession alice = optedIn(a, "alice", Features.POSITIONS, 0);
        FakeSession bob = optedIn(b, "bob", Features.POSITIONS, 0);
        enter(alice);
        enter(bob);
        List<ServerPacket> atBob = redis.heardBy(bob);
        assertThat(atBob)
                .extracting(packet -> (Object) packet.getClass())
                .containsExactly(RoomEnterResponse.class, RoomUserListNotify.class, RoomPositionNotify.class);
        assertThat(((RoomPositionNotify) atBob.get(2)).offset()).isEqualTo(2);
        List<ServerPacket> atAlice = redis.heardBy(alice);
        assertThat(atAlice.get(atAlice.size() - 1)).as("behind bob's entry").isEqualTo(atBob.get(2));

        bob.receive(new RoomChatRequest("hello"));
        List<ServerPacket> said = redis.heardBy(alice);
        assertThat(said).hasSize(2).startsWith(new RoomChatNotify("bob", "hello"));
        assertThat(((RoomPositionNotify) said.get(1)).offset()).isEqualTo(3);
        assertThat(redis.heardBy(bob)).containsExactly(new RoomChatResponse(ResultCode.NONE), said.get(0), said.get(1));
    }

    @Test
    void aNewcomerAtAnotherHostIsToldTheLastMessages() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        say(alice, "one", "two", "three");
        FakeSession bob = optedIn(b, "bob", 0, 20);
        enter(bob);
        assertThat(redis.heardBy(bob)).element(2).as("behind the list").isEqualTo(new RoomHistoryNotify(3));
        FakeSession old = redis.loggedIn(b, "old");
        enter(old);
        assertThat(redis.heardBy(old).subList(2, 4))
                .as("as many as configured, for a client that cannot ask")
                .containsExactly(new RoomChatNotify("alice", "two"), new RoomChatNotify("alice", "three"));
    }

    @Test
    void whoAskedForNoHistoryIsToldNone() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        say(alice, "one");
        FakeSession bob = optedIn(b, "bob", 0, 0);
        enter(bob);
        assertThat(redis.heardBy(bob)).hasSize(2);
    }

    @Test
    void oldMessagesThatComeAfterANewOneAreForThoseOnlyWhoCanTellThemApart() {
        FakeSession alice = redis.inRoom(a, "alice", ROOM);
        say(alice, "one");
        FakeSession bob = optedIn(a, "bob", 0, 20);
        FakeSession old = redis.loggedIn(a, "old");
        a.port().holdsAnswers = true;
        enter(bob);
        enter(old);
        say(alice, "two");
        assertThat(bob.takeSent()).endsWith(new RoomChatNotify("alice", "two"));
        assertThat(old.takeSent()).endsWith(new RoomChatNotify("alice", "two"));
        a.port().holdsAnswers = false;
        assertThat(redis.heardBy(bob)).containsExactly(new RoomHistoryNotify(1), new RoomChatNotify("alice", "one"));
        assertThat(redis.heardBy(old)).isEmpty();
    }

    private FakeSession optedIn(Host host, String userId, long features, int history) {
        host.chat().addUser(userId);
        FakeSession session = host.chat().connect();
        session.receive(
                new FeaturesRequest(FeaturesRequest.VERSION, features, history),
                new LoginRequest(userId, ChatFixture.PASSWORD));
        redis.settle();
        session.takeSent();
        return session;
    }

    private void enter(FakeSession session) {
        session.receive(new RoomEnterRequest(ROOM));
        redis.settle();
    }

    private void say(FakeSession session, String... messages) {
        redis.say(session, messages);
        session.takeSent();
    }

    private static ClusterConfig withHistory(int onEnter) {
        ClusterConfig base = ClusterConfig.named("test");
        ClusterConfig.History history = base.history();
        return new ClusterConfig(
                base.hostName(),
                base.address(),
                base.partitions(),
                base.channels(),
                base.lease(),
                base.acceptTimeout(),
                base.takeoverAfter(),
                base.kickOld(),
                base.replicated(),
                base.replicas(),
                base.inFlight(),
                base.feedMaxPendingBytes(),
                base.repairMaxBytes(),
                new ClusterConfig.History(history.entries(), history.keep(), onEnter, history.onEnterMax()),
                base.resume());
    }
}
