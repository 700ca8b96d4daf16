package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.config.ChatConfig;
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

/** A chat server on a real socket and a real Redis, and a network for its clients. Closing it checks that nothing is left. */
final class RealChat implements AutoCloseable {

    private static final NetworkConfig LOOPBACK = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();

    final TestRedis redis;
    final RedisAccountStore accounts;
    final NetworkClient network;
    ChatServer chat;
    NetworkServer server;

    private final LogicLoop serverLoop = LogicLoop.start("chat-logic");
    private final LogicLoop clientLoop = LogicLoop.start("client-logic");

    /**
     * Starts all of it.
     *
     * @param data an empty folder for Redis
     */
    RealChat(Path data, ChatConfig config) throws IOException {
        redis = TestRedis.startIn(data);
        accounts = RedisAccountStore.connect(redis.settings("test:"));
        network = NetworkClient.start(LOOPBACK, clientLoop);
        start(config);
    }

    private void start(ChatConfig config) {
        chat = new ChatServer(config, accounts);
        server = NetworkServer.start(LOOPBACK, serverLoop, chat.registry(), chat.listener());
    }

    /** Ends the server, and starts another one. */
    void restart(ChatConfig config) {
        server.close();
        chat.close();
        start(config);
    }

    ChatClient connect(ChatClient.Listener listener) throws Exception {
        return get(ChatClient.connect(network, server.address(), Duration.ofSeconds(10), listener));
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
        chat.close();
        accounts.close();
        serverLoop.close();
        clientLoop.close();
        redis.close();
        assertThat(server.statistics().sessions()).isZero();
        assertThat(server.statistics().queuedBytes()).isZero();
        assertThat(chat.statistics().users()).isZero();
        assertThat(chat.statistics().roomsInUse()).isZero();
        ThreadCheck.assertNoThreadNamed("net-", "chat-logic", "client-logic", "password-", "redis-", "lettuce");
    }
}
