package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.RedisProcess;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two chat servers with one real Redis share their users. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ClusterUsersIT {

    private static final NetworkConfig LOOPBACK = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();
    private static final ChatConfig CONFIG = Configs.login(LoginMode.PASSWORD, true);
    private static final int ROOM = 7;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final LogicLoop clientLoop = LogicLoop.start("client-logic");
    private final List<Host> hosts = new ArrayList<>();
    private NetworkClient network;
    private RedisProcess redis;
    private RedisAccountStore accounts;

    private record Host(LogicLoop loop, ChatServer chat, NetworkServer server) {
        void close() {
            server.close();
            chat.close();
            loop.close();
        }
    }

    @BeforeEach
    void startRedis() throws Exception {
        redis = RedisProcess.startIn(data);
        network = NetworkClient.start(LOOPBACK, clientLoop);
        accounts = RedisAccountStore.connect(settings());
    }

    @AfterEach
    void closeAndLeaveNothing() {
        network.close();
        hosts.forEach(Host::close);
        accounts.close();
        clientLoop.close();
        redis.close();
        ThreadCheck.assertNoThreadNamed("net-", "chat-logic", "client-logic", "password-", "redis-", "lettuce");
    }

    @Test
    void aSecondLoginIsRefusedAndTheUserIsFound() throws Exception {
        Host a = startHost("a", CONFIG, false);
        Host b = startHost("b", CONFIG, false);
        ChatClient alice = loggedIn(a, "alice", new RecordingChatListener());
        assertThat(login(b, "alice")).isEqualTo(ResultCode.LOGIN_USER_ALREADY);
        assertThat(get(alice.enter(ROOM))).isEqualTo(ResultCode.NONE);
        for (Host asked : List.of(a, b)) {
            assertThat(get(asked.chat().whereis("alice"))).hasValueSatisfying(where -> {
                assertThat(where.host().name()).isEqualTo("a");
                assertThat(where.room()).isEqualTo(OptionalInt.of(ROOM));
            });
        }
        alice.close();
        await().atMost(DEADLINE).until(() -> login(b, "alice") == ResultCode.NONE);
    }

    @Test
    void aSecondLoginClosesTheFirstSession() throws Exception {
        Host a = startHost("a", CONFIG, true);
        Host b = startHost("b", CONFIG, true);
        RecordingChatListener first = new RecordingChatListener();
        loggedIn(a, "alice", first);
        loggedIn(b, "alice", new RecordingChatListener());
        await().atMost(DEADLINE).until(first::hasEnded);
    }

    @Test
    void claimsAreMadeAgainInAWipedRedis() throws Exception {
        Host a = startHost("a", CONFIG, false);
        Host b = startHost("b", CONFIG, false);
        loggedIn(a, "alice", new RecordingChatListener());
        redis.tell("FLUSHALL");
        await().atMost(DEADLINE).until(() -> get(b.chat().whereis("alice")).isPresent());
        assertThat(login(b, "alice")).isEqualTo(ResultCode.LOGIN_USER_ALREADY);
    }

    @Test
    void aDrainedHostHasNoUsersAndIsOffTheList() throws Exception {
        Host a = startHost("a", CONFIG, false);
        Host b = startHost("b", CONFIG, false);
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        assertThat(get(loggedIn(a, "alice", atAlice).enter(ROOM))).isEqualTo(ResultCode.NONE);
        assertThat(get(loggedIn(b, "bob", atBob).enter(ROOM))).isEqualTo(ResultCode.NONE);

        get(b.chat().drain(Duration.ofMillis(200)));
        await().atMost(DEADLINE).until(atBob::hasEnded);
        assertThat(atBob.notifies()).contains(new RoomChatNotify(Drain.SPEAKER, Drain.NOTICE));
        await().atMost(DEADLINE)
                .until(() -> atAlice.notifies().stream().anyMatch(RoomLeaveUserNotify.class::isInstance));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(a.chat().hosts())
                        .extracting(ClusterHost::name)
                        .containsExactly("a"));
        assertThat(login(b, "carol")).isEqualTo(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
        assertThat(login(a, "bob")).isEqualTo(ResultCode.NONE);
    }

    @Test
    void aHostWithOtherRoomsIsToldWhereItDiffers() throws Exception {
        Host a = startHost("a", CONFIG, false);
        assertThat(get(a.chat().differencesFromCluster(DEADLINE))).isEmpty();
        Host b = startHost("b", Configs.rooms(0, 100, 7), false);
        assertThat(get(b.chat().differencesFromCluster(DEADLINE)))
                .containsExactly("chat.rooms.max-users is 7 here and 100 in the cluster");
    }

    private RedisSettings settings() {
        return new RedisSettings(redis.uri(), Duration.ofSeconds(5), "it:");
    }

    private Host startHost(String name, ChatConfig config, boolean kickOld) {
        LogicLoop loop = LogicLoop.start("chat-logic-" + name);
        ChatServer chat = ChatServer.inCluster(config, Configs.cluster(name, kickOld), accounts, settings(), loop);
        Host host = new Host(loop, chat, NetworkServer.start(LOOPBACK, loop, chat.registry(), chat.listener()));
        hosts.add(host);
        await().atMost(DEADLINE).until(() -> !chat.hosts().isEmpty());
        return host;
    }

    private ChatClient loggedIn(Host host, String user, RecordingChatListener listener) throws Exception {
        ChatClient client = get(ChatClient.connect(network, host.server().address(), DEADLINE, listener));
        assertThat(get(client.login(user, "secret"))).isEqualTo(ResultCode.NONE);
        return client;
    }

    /** The result of a login on a connection of its own, which is closed if it is refused. */
    private ResultCode login(Host host, String user) throws Exception {
        ChatClient client =
                get(ChatClient.connect(network, host.server().address(), DEADLINE, new RecordingChatListener()));
        ResultCode result = get(client.login(user, "secret"));
        if (result != ResultCode.NONE) {
            client.close();
        }
        return result;
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
