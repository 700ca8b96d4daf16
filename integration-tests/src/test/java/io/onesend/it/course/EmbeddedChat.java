package io.onesend.it.course;

import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.RawClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** content-chat on network-core, in the test's own process; its users are in a Redis of the course's form. */
final class EmbeddedChat implements AutoCloseable {

    private static final Duration REDIS_DEADLINE = Duration.ofSeconds(30);

    private final LogicLoop logic = LogicLoop.start("chat-logic");
    private final AccountStore accounts;
    private final ChatServer chat;
    private final NetworkServer network;

    EmbeddedChat(String redisUri) {
        accounts = RedisAccountStore.connect(new RedisSettings(redisUri, REDIS_DEADLINE, ""));
        chat = new ChatServer(plaintext(), accounts);
        network = NetworkServer.start(EmbeddedServer.CONFIG, logic, chat.registry(), chat.listener());
    }

    /** The defaults, but for the login: the value of the user id in Redis is the password. */
    private static ChatConfig plaintext() {
        ChatConfig defaults = ChatConfig.defaults();
        return new ChatConfig(
                defaults.echo(),
                defaults.maxUsers(),
                defaults.loginTimeout(),
                LoginMode.PLAINTEXT,
                false,
                defaults.rooms(),
                defaults.rate(),
                defaults.unknownPackets(),
                defaults.loginThrottle());
    }

    InetSocketAddress address() {
        return network.address();
    }

    RawClient connect() {
        return RawClient.connect(address());
    }

    CourseClient connectCourseClient() throws IOException {
        return new CourseClient(address());
    }

    /** From the top down: network, chat, accounts, logic thread. */
    @Override
    public void close() {
        network.close();
        chat.close();
        accounts.close();
        logic.close();
        ThreadCheck.assertNoThreadNamed("net-", "chat-logic", "password-", "redis-");
    }
}
