package io.onesend.it.build;

import io.onesend.chat.ChatClient;
import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.PasswordHasher;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;

/** A user's program on content-chat: a chat server and a client in one JVM, and one login by a password in Redis. */
public final class ChatProgram {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private ChatProgram() {}

    /** Takes the URI of a Redis, and a prefix for keys that nobody else uses. */
    public static void main(String[] args) throws Exception {
        NetworkConfig config = NetworkConfig.builder().host("127.0.0.1").port(0).build();
        try (LogicLoop logic = LogicLoop.start("logic");
                AccountStore accounts = RedisAccountStore.connect(new RedisSettings(args[0], TIMEOUT, args[1]));
                ChatServer chat = new ChatServer(ChatConfig.defaults(), accounts);
                NetworkServer server = NetworkServer.start(config, logic, chat.registry(), chat.listener());
                NetworkClient network = NetworkClient.start(config, logic)) {
            String hash = new PasswordHasher().hash("secret");
            accounts.addPasswordHash("kim", hash).toCompletableFuture().get();
            ChatClient kim = ChatClient.connect(network, server.address(), TIMEOUT, new ChatClient.Listener() {})
                    .toCompletableFuture()
                    .get();
            System.out.println("transport " + server.transport() + ", login "
                    + kim.login("kim", "secret").toCompletableFuture().get());
            accounts.remove("kim").toCompletableFuture().get();
        }
    }
}
