package io.onesend.chat;

import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.TestRedis;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by token with a real Redis: a refused one leaves the token where it is. */
class TokenLoginIT {

    private static final NetworkConfig LOOPBACK = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();

    @TempDir
    private Path data;

    private final LogicLoop serverLoop = LogicLoop.start("chat-logic");
    private final LogicLoop clientLoop = LogicLoop.start("client-logic");
    private TestRedis redis;
    private RedisAccountStore accounts;
    private NetworkClient network;
    private ChatServer chat;
    private NetworkServer server;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.startIn(data);
        accounts = RedisAccountStore.connect(redis.settings("test:"));
        network = NetworkClient.start(LOOPBACK, clientLoop);
        chat = new ChatServer(Configs.login(LoginMode.TOKEN, false), accounts);
        server = NetworkServer.start(LOOPBACK, serverLoop, chat.registry(), chat.listener());
    }

    @AfterEach
    void closeAndLeaveNothing() throws IOException {
        network.close();
        server.close();
        chat.close();
        accounts.close();
        serverLoop.close();
        clientLoop.close();
        redis.close();
        ThreadCheck.assertNoThreadNamed("net-", "chat-logic", "client-logic", "password-", "redis-", "lettuce");
    }

    @Test
    void anIdThatIsLoggedInAlreadyLeavesTheTokenWithItsTimeToLive() throws Exception {
        get(accounts.putToken("alice", "first", Duration.ofMinutes(5)));
        ChatClient first = connect();
        assertThat(get(first.login("alice", "first"))).isEqualTo(NONE);
        assertThat(get(accounts.token("alice"))).isEmpty();

        get(accounts.putToken("alice", "second", Duration.ofMinutes(5)));
        try (ChatClient second = connect()) {
            assertThat(get(second.login("alice", "second"))).isEqualTo(LOGIN_USER_ALREADY);
            assertThat(get(accounts.token("alice"))).contains("second");
            first.close();
            await().until(() -> chat.statistics().users() == 0);
            assertThat(get(second.login("alice", "second"))).isEqualTo(NONE);
        }
        assertThat(get(accounts.token("alice"))).isEmpty();
    }

    @Test
    void aRedisThatDoesNotAnswerLeavesTheToken() throws Exception {
        get(accounts.putToken("alice", "once", Duration.ZERO));
        try (ChatClient client = connect()) {
            redis.freeze();
            try {
                assertThat(get(client.login("alice", "once"))).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            } finally {
                redis.thaw();
            }
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                get(accounts.checkLogins(ChatConfig.defaults()));
                return true;
            });
            assertThat(get(client.login("alice", "once"))).isEqualTo(NONE);
        }
    }

    @Test
    void aWrongGuessLeavesNone() throws Exception {
        get(accounts.putToken("alice", "once", Duration.ZERO));
        try (ChatClient client = connect()) {
            assertThat(get(client.login("alice", "guess"))).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(get(client.login("alice", "once"))).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    private ChatClient connect() throws Exception {
        return get(ChatClient.connect(network, server.address(), Duration.ofSeconds(10), new ChatClient.Listener() {}));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
