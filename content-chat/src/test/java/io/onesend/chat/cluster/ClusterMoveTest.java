package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users of a draining host who go on at another. */
class ClusterMoveTest {

    private static final int ROOM = ReturningClient.ROOM;
    private static final Duration SPREAD = Duration.ofSeconds(5);

    private final ScriptedRedis redis = new ScriptedRedis(ChatConfig.defaults(), ClusterConfig.named("test"));

    @AfterEach
    void close() {
        redis.close();
    }

    private Host host(String address) {
        return redis.addHost(Configs.clusterAt(address));
    }

    private CompletableFuture<Void> drain(Host host) {
        redis.run(Duration.ofSeconds(1));
        CompletableFuture<Void> drained = host.chat().drain(SPREAD).done().toCompletableFuture();
        redis.settle();
        return drained;
    }

    @Test
    void theOthersDoNotSeeThatAUserGoesOnAtAnotherHost() {
        Host a = host("");
        Host b = host("b.example:1");
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        carol.takeSent();

        CompletableFuture<Void> drained = drain(a);
        assertThat(alice.read()).singleElement().isInstanceOfSatisfying(MoveNotify.class, move -> {
            assertThat(move.host()).isEqualTo("b.example");
            assertThat(move.port()).isEqualTo(1);
            assertThat(move.afterMillis()).isBetween(0L, SPREAD.toMillis());
        });
        FakeSession left = alice.session;
        assertThat(alice.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(left.ended()).isEqualTo(ClusterReasons.RESUMED_ELSEWHERE);
        alice.say("here");
        redis.run(SPREAD.plus(Duration.ofSeconds(1)));
        assertThat(drained).isCompleted();
        assertThat(redis.heardBy(carol)).containsExactly(new RoomChatNotify("alice", "here"));
        assertThat(b.statistics().movedUsers()).isEqualTo(1);
        assertThat(b.statistics().resumes()).containsEntry("none", 1L);
    }

    @Test
    void theyAreSpreadOverTheOtherHostsAndOverTheTime() {
        Host a = host("a.example:1");
        host("b.example:2");
        host("[2001:db8::1]:3");
        host("");
        List<ReturningClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(new ReturningClient(redis, a, "user" + i));
            clients.get(i).heard.clear();
        }
        drain(a);
        List<MoveNotify> moves = clients.stream()
                .map(client -> (MoveNotify) client.read().get(0))
                .toList();
        assertThat(moves.stream().filter(move -> move.host().equals("b.example") && move.port() == 2))
                .hasSize(10);
        assertThat(moves.stream().filter(move -> move.host().equals("2001:db8::1") && move.port() == 3))
                .hasSize(10);
        for (int fifth = 0; fifth < 5; fifth++) {
            long from = fifth * SPREAD.toMillis() / 5;
            assertThat(moves.stream().filter(move -> move.afterMillis() / 1000 * 1000 == from))
                    .as("in the second from %s ms on", from)
                    .hasSize(4);
        }
    }

    @Test
    void withoutAnAddressAnyOtherHostWillDo() {
        Host a = host("a.example:1");
        host("");
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        drain(a);
        assertThat(alice.read()).singleElement().isInstanceOfSatisfying(MoveNotify.class, move -> {
            assertThat(move.host()).isEmpty();
            assertThat(move.port()).isZero();
        });
    }

    @Test
    void withoutAnotherHostUsersAreToldAndClosed() {
        Host a = host("a.example:1");
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        CompletableFuture<Void> drained = drain(a);
        redis.run(SPREAD);
        assertThat(alice.read())
                .singleElement()
                .isInstanceOfSatisfying(
                        RoomChatNotify.class,
                        notice -> assertThat(notice.userId()).isEqualTo("*"));
        assertThat(alice.session.isOpen()).isFalse();
        redis.run(Duration.ofSeconds(3));
        assertThat(drained).isCompleted();
    }

    @Test
    void whoDoesNotGoIsClosedAndMayStillComeBackUnseen() {
        Host a = host("");
        Host b = host("b.example:1");
        FakeSession carol = redis.inRoom(b, "carol", ROOM);
        ReturningClient quick = new ReturningClient(redis, a, "quick").inRoom();
        ReturningClient slow = new ReturningClient(redis, a, "slow").inRoom();
        carol.takeSent();
        CompletableFuture<Void> drained = drain(a);
        redis.run(SPREAD.plus(Duration.ofMillis(900)));
        assertThat(quick.session.isOpen()).isTrue();
        redis.run(Duration.ofMillis(200));
        assertThat(quick.session.isOpen()).isFalse();
        assertThat(quick.resumeAt(b)).containsExactly(new ResumeResponse(ResultCode.NONE, 0));
        assertThat(redis.heardBy(carol)).as("nothing of either yet").isEmpty();
        redis.run(Duration.ofSeconds(2));
        assertThat(drained).isCompleted();
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomLeaveUserNotify.class);
        assertThat(slow.resumeAt(b).get(0)).isEqualTo(new ResumeResponse(ResultCode.NONE, 2));
        assertThat(redis.heardBy(carol)).singleElement().isInstanceOf(RoomNewUserNotify.class);
    }
}
