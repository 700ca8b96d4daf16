package io.onesend.chat;

import static io.onesend.chat.RealCluster.DEADLINE;
import static io.onesend.chat.RealCluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.RealCluster.Host;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.statistics.ClusterHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two chat servers with one real Redis share their users. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ClusterUsersIT {

    private static final int ROOM = 7;

    @TempDir
    private Path data;

    private RealCluster cluster;

    @BeforeEach
    void startRedis() throws Exception {
        cluster = new RealCluster(data);
    }

    @AfterEach
    void closeAndLeaveNothing() {
        cluster.close();
    }

    @Test
    void aSecondLoginIsRefusedAndTheUserIsFound() throws Exception {
        Host a = cluster.start("a");
        Host b = cluster.start("b");
        ChatClient alice = cluster.loggedIn(a, "alice", new RecordingChatListener());
        assertThat(cluster.login(b, "alice")).isEqualTo(ResultCode.LOGIN_USER_ALREADY);
        assertThat(get(alice.enter(ROOM))).isEqualTo(ResultCode.NONE);
        for (Host asked : List.of(a, b)) {
            assertThat(get(asked.chat().whereis("alice"))).hasValueSatisfying(where -> {
                assertThat(where.host().name()).isEqualTo("a");
                assertThat(where.room()).isEqualTo(OptionalInt.of(ROOM));
            });
        }
        alice.close();
        await().atMost(DEADLINE).until(() -> cluster.login(b, "alice") == ResultCode.NONE);
    }

    @Test
    void aSecondLoginClosesTheFirstSession() throws Exception {
        Host a = cluster.start(RealCluster.CONFIG, Configs.cluster("a", true));
        Host b = cluster.start(RealCluster.CONFIG, Configs.cluster("b", true));
        RecordingChatListener first = new RecordingChatListener();
        cluster.loggedIn(a, "alice", first);
        cluster.loggedIn(b, "alice", new RecordingChatListener());
        await().atMost(DEADLINE).until(first::hasEnded);
    }

    @Test
    void claimsAreMadeAgainInAWipedRedis() throws Exception {
        Host a = cluster.start("a");
        Host b = cluster.start("b");
        cluster.loggedIn(a, "alice", new RecordingChatListener());
        cluster.redis.tell("FLUSHALL");
        // A host makes its claims again before it is on the list of hosts again. Until then a login elsewhere may take
        // one over.
        String hosts = new ClusterKeys("it:", 1).hosts();
        await().atMost(DEADLINE).until(() -> cluster.redis.tell("HLEN", hosts).equals("2"));
        await().atMost(DEADLINE).until(() -> finds(b, "alice"));
        // A host that finds its Redis in another life opens its links anew, and lets nobody in meanwhile.
        AtomicReference<ResultCode> answer = new AtomicReference<>();
        await().atMost(DEADLINE).until(() -> {
            answer.set(cluster.login(b, "alice"));
            return answer.get() != ResultCode.LOGIN_BACKEND_UNAVAILABLE;
        });
        assertThat(answer).hasValue(ResultCode.LOGIN_USER_ALREADY);
    }

    /** A host has no answer while it opens its links anew. */
    private static boolean finds(Host asked, String user) throws Exception {
        try {
            return get(asked.chat().whereis(user)).isPresent();
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(ClusterUnavailableException.class);
            return false;
        }
    }

    @Test
    void aDrainedHostHasNoUsersAndIsOffTheList() throws Exception {
        Host a = cluster.start("a");
        Host b = cluster.start("b");
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        assertThat(get(cluster.loggedIn(a, "alice", atAlice).enter(ROOM))).isEqualTo(ResultCode.NONE);
        assertThat(get(cluster.loggedIn(b, "bob", atBob).enter(ROOM))).isEqualTo(ResultCode.NONE);

        get(b.chat().drain(b.server()::sessions, Duration.ofMillis(200)).done());
        await().atMost(DEADLINE).until(atBob::hasEnded);
        assertThat(atBob.notifies()).contains(new RoomChatNotify(Drain.SPEAKER, Drain.NOTICE));
        await().atMost(DEADLINE)
                .until(() -> atAlice.notifies().stream().anyMatch(RoomLeaveUserNotify.class::isInstance));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(a.chat().hosts())
                        .extracting(ClusterHost::name)
                        .containsExactly("a"));
        assertThat(cluster.login(b, "carol")).isEqualTo(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
        assertThat(cluster.login(a, "bob")).isEqualTo(ResultCode.NONE);
    }

    @Test
    void aHostWithOtherRoomsIsToldWhereItDiffers() throws Exception {
        Host a = cluster.start("a");
        assertThat(get(a.chat().differencesFromCluster(DEADLINE))).isEmpty();
        Host b = cluster.start(Configs.rooms(0, 100, 7), ClusterConfig.named("b"));
        assertThat(get(b.chat().differencesFromCluster(DEADLINE)))
                .containsExactly("chat.rooms.max-users is 7 here and 100 in the cluster");
    }
}
