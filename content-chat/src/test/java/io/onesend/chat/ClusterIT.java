package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.chat.statistics.ClusterStatistics;
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
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two chat servers with one real Redis are one chat, and go on when Redis has been away. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ClusterIT {

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

    /** A chat server of the cluster. */
    private record Host(LogicLoop loop, ChatServer chat, NetworkServer server) {
        void close() {
            server.close();
            chat.close();
            loop.close();
        }

        ClusterStatistics statistics() {
            return Objects.requireNonNull(chat.clusterStatistics());
        }
    }

    @BeforeEach
    void startTwoHosts() throws Exception {
        redis = RedisProcess.startIn(data, "--appendonly", "yes", "--appendfsync", "always");
        network = NetworkClient.start(LOOPBACK, clientLoop);
        accounts = RedisAccountStore.connect(settings());
        startHost("a");
        startHost("b");
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
    void usersOfBothHostsTalkInOneRoom() throws Exception {
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        ChatClient alice = inRoom(hosts.get(0), "alice", atAlice);
        ChatClient bob = inRoom(hosts.get(1), "bob", atBob);

        assertThat(names(atBob)).containsExactly("alice", "bob");
        for (int i = 0; i < 20; i++) {
            CompletionStage<ResultCode> first = alice.chat("alice says " + i);
            CompletionStage<ResultCode> second = bob.chat("bob says " + i);
            assertThat(get(first)).isEqualTo(ResultCode.NONE);
            assertThat(get(second)).isEqualTo(ResultCode.NONE);
        }

        await().atMost(DEADLINE)
                .until(() -> chats(atAlice).size() == 40 && chats(atBob).size() == 40);
        assertThat(chats(atAlice)).isEqualTo(chats(atBob));

        get(bob.leave());
        await().atMost(DEADLINE)
                .until(() -> atAlice.notifies().stream().anyMatch(RoomLeaveUserNotify.class::isInstance));
    }

    @Test
    void theChatGoesOnWhenRedisIsStartedAgain() throws Exception {
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        ChatClient alice = inRoom(hosts.get(0), "alice", atAlice);
        ChatClient bob = inRoom(hosts.get(1), "bob", atBob);
        assertThat(get(alice.chat("before"))).isEqualTo(ResultCode.NONE);

        redis.kill();
        CompletionStage<ResultCode> meanwhile = alice.chat("meanwhile");
        redis.startAgain();

        assertThat(get(meanwhile)).isEqualTo(ResultCode.NONE);
        assertThat(get(bob.chat("after"))).isEqualTo(ResultCode.NONE);
        await().atMost(DEADLINE)
                .until(() -> chats(atAlice).size() == 3 && chats(atBob).size() == 3);
        assertThat(chats(atBob))
                .isEqualTo(chats(atAlice))
                .extracting(RoomChatNotify::message)
                .contains("meanwhile");
        assertThat(hosts.get(0).statistics().roomGaps()).isZero();
    }

    @Test
    void withoutRedisAChatIsRefusedAndTheSessionStays() throws Exception {
        ChatClient alice = inRoom(hosts.get(0), "alice", new RecordingChatListener());
        redis.kill();

        assertThat(get(alice.chat("lost"))).isEqualTo(ResultCode.CHAT_BACKEND_UNAVAILABLE);
        assertThat(get(alice.leave())).isEqualTo(ResultCode.NONE);
        assertThat(get(alice.enter(ROOM + 1))).isEqualTo(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE);

        redis.startAgain();
        await().atMost(DEADLINE).until(() -> get(alice.enter(ROOM)) == ResultCode.NONE);
    }

    private RedisSettings settings() {
        return new RedisSettings(redis.uri(), Duration.ofSeconds(5), "it:");
    }

    private void startHost(String name) {
        LogicLoop loop = LogicLoop.start("chat-logic-" + name);
        ChatServer chat = ChatServer.inCluster(CONFIG, ClusterConfig.named(name), accounts, settings(), loop);
        Host host = new Host(loop, chat, NetworkServer.start(LOOPBACK, loop, chat.registry(), chat.listener()));
        hosts.add(host);
        await().atMost(DEADLINE)
                .until(() ->
                        host.statistics().livePartitions() == host.statistics().partitions());
    }

    private ChatClient inRoom(Host host, String user, RecordingChatListener listener) throws Exception {
        ChatClient client = get(ChatClient.connect(network, host.server().address(), DEADLINE, listener));
        assertThat(get(client.login(user, "secret"))).isEqualTo(ResultCode.NONE);
        assertThat(get(client.enter(ROOM))).isEqualTo(ResultCode.NONE);
        await().atMost(DEADLINE).until(() -> !names(listener).isEmpty());
        return client;
    }

    private static List<String> names(RecordingChatListener listener) {
        List<String> names = new ArrayList<>();
        for (ServerPacket packet : listener.notifies()) {
            if (packet instanceof RoomUserListNotify list) {
                list.users().forEach(user -> names.add(user.userId()));
            }
        }
        return names;
    }

    private static List<RoomChatNotify> chats(RecordingChatListener listener) {
        return listener.notifies().stream()
                .filter(RoomChatNotify.class::isInstance)
                .map(RoomChatNotify.class::cast)
                .toList();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
