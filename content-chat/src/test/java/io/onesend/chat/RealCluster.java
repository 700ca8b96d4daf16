package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
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

/** Chat servers in this process with one real Redis, and clients of theirs. Any user may log in. */
final class RealCluster implements AutoCloseable {

    static final ChatConfig CONFIG = Configs.login(LoginMode.PASSWORD, true);
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final NetworkConfig LOOPBACK = NetworkConfig.builder()
            .host("127.0.0.1")
            .port(0)
            .transport(TestTransport.CHOSEN)
            .build();

    final RedisProcess redis;
    private final RedisSettings settings;
    private final LogicLoop clientLoop = LogicLoop.start("client-logic");
    private final NetworkClient network = NetworkClient.start(LOOPBACK, clientLoop);
    private final RedisAccountStore accounts;
    private final List<Host> hosts = new ArrayList<>();

    /** A chat server of the cluster. */
    record Host(LogicLoop loop, ChatServer chat, NetworkServer server) {
        private void close() {
            server.close();
            chat.close();
            loop.close();
        }

        ClusterStatistics statistics() {
            return Objects.requireNonNull(chat.clusterStatistics());
        }

        private boolean isReady() {
            return statistics().livePartitions() == statistics().partitions()
                    && !chat.hosts().isEmpty();
        }
    }

    /**
     * Starts Redis.
     *
     * @param data a folder
     * @param redisArguments of its process
     */
    RealCluster(Path data, String... redisArguments) throws Exception {
        redis = RedisProcess.startIn(data, redisArguments);
        settings = new RedisSettings(redis.uri(), Duration.ofSeconds(5), "it:");
        accounts = RedisAccountStore.connect(settings);
    }

    /** Starts a host with the usual rooms, and waits until its rooms are in order. */
    Host start(String name) {
        return start(CONFIG, ClusterConfig.named(name));
    }

    Host start(ChatConfig config, ClusterConfig cluster) {
        LogicLoop loop = LogicLoop.start("chat-logic-" + cluster.hostName());
        ChatServer chat = ChatServer.inCluster(config, cluster, accounts, settings, loop);
        Host host = new Host(loop, chat, NetworkServer.start(LOOPBACK, loop, chat.registry(), chat.listener()));
        hosts.add(host);
        await().atMost(DEADLINE).until(host::isReady);
        return host;
    }

    ChatClient loggedIn(Host host, String user, RecordingChatListener listener) throws Exception {
        ChatClient client = connect(host, listener);
        assertThat(get(client.login(user, "secret"))).isEqualTo(ResultCode.NONE);
        return client;
    }

    /** The result of a login on a connection of its own, which is closed if it is refused. */
    ResultCode login(Host host, String user) throws Exception {
        ChatClient client = connect(host, new RecordingChatListener());
        ResultCode result = get(client.login(user, "secret"));
        if (result != ResultCode.NONE) {
            client.close();
        }
        return result;
    }

    private ChatClient connect(Host host, RecordingChatListener listener) throws Exception {
        return get(ChatClient.connect(network, host.server().address(), DEADLINE, listener));
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends everything, and checks that no thread is left. */
    @Override
    public void close() {
        network.close();
        hosts.forEach(Host::close);
        accounts.close();
        clientLoop.close();
        redis.close();
        ThreadCheck.assertNoThreadNamed("net-", "chat-logic", "client-logic", "password-", "redis-", "lettuce");
    }
}
