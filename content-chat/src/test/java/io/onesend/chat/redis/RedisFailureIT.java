package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.chat.Configs;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.AccountStoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a Redis that cannot be used, and of one that cannot serve logins. */
class RedisFailureIT {

    @TempDir
    private Path folder;

    private TestRedis redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.startIn(folder);
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.close();
    }

    private void tell(Consumer<RedisCommands<String, String>> what) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            what.accept(connection.sync());
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private void user(String... rules) {
        CommandArgs<String, String> args =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("u");
        for (String rule : rules) {
            args.add(rule);
        }
        tell(commands -> commands.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), args));
    }

    private String connectFailure(String uri) {
        return failure(() -> RedisAccountStore.connect(settings(uri)).close());
    }

    private RedisSettings settings(String uri) {
        String address = uri.replace("PORT", String.valueOf(redis.port()));
        return new RedisSettings(address, TestRedis.COMMAND_TIMEOUT, "t:");
    }

    private String loginFailure(String uri, ChatConfig config) {
        try (RedisAccountStore store = RedisAccountStore.connect(settings(uri))) {
            return failure(() -> store.checkLogins(config).toCompletableFuture().join());
        }
    }

    private static String failure(Runnable work) {
        Throwable thrown = catchThrowable(work::run);
        assertThat(thrown).isNotNull();
        AccountStoreException failure =
                (AccountStoreException) (thrown instanceof AccountStoreException ? thrown : thrown.getCause());
        String said = String.valueOf(failure.getMessage());
        assertThat(said).doesNotContain("Exception", "java.", "lettuce", "hunter2");
        return said;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://127.0.0.1:1          | cannot be reached: connection refused",
                "redis://nosuch.invalid:6379  | cannot be reached: its host name is unknown",
                "redis://127.0.0.1:PORT/99    | refuses us: ERR DB index is out of range",
                "redis://u:hunter2@127.0.0.1:PORT | refuses us: WRONGPASS invalid username-password pair",
                "rediss://127.0.0.1:PORT      | cannot be reached: Connection initialization timed out after 2 second(s); a port without TLS does that",
            })
    void saysWhyItCannotBeUsed(String uri, String reason) {
        assertThat(connectFailure(uri)).contains(reason);
    }

    @Test
    void saysThatAPasswordIsWrongOrMissing() {
        tell(commands -> commands.configSet("requirepass", "secret"));

        assertThat(connectFailure("redis://:hunter2@127.0.0.1:PORT")).contains("refuses us: WRONGPASS");
        assertThat(connectFailure("redis://127.0.0.1:PORT")).contains("refuses us: NOAUTH");
    }

    @Test
    void saysOfWhatHangsUpThatItMayWantTls() throws Exception {
        Thread hangingUp;
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            hangingUp = new Thread(() -> hangUpOnEverybody(port));
            hangingUp.start();

            assertThat(connectFailure("redis://127.0.0.1:" + port.getLocalPort()))
                    .contains("cannot be reached: it hung up")
                    .contains("rediss://");
        }
        hangingUp.join();
    }

    private static void hangUpOnEverybody(ServerSocket port) {
        while (!port.isClosed()) {
            try (Socket caller = port.accept()) {
                assertThat(caller.getInputStream().read()).isNotNegative();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void saysOfASilentOneThatItDoesNotAnswer() throws Exception {
        try (RedisAccountStore store = RedisAccountStore.connect(settings("redis://127.0.0.1:PORT"))) {
            redis.freeze();
            try {
                assertThat(failure(() -> store.checkLogins(ChatConfig.defaults())
                                .toCompletableFuture()
                                .join()))
                        .isEqualTo("Redis does not answer: HGET. Command timed out after 2 second(s)");
            } finally {
                redis.thaw();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PASSWORD, -hget", "TOKEN, -getdel", "PLAINTEXT, -get"})
    void findsTheRightThatIsMissingForALogin(LoginMode mode, String without) {
        user("on", ">pw", "~*", "+@all");
        String uri = "redis://u:pw@127.0.0.1:PORT";
        try (RedisAccountStore store = RedisAccountStore.connect(settings(uri))) {
            store.checkLogins(Configs.login(mode, false)).toCompletableFuture().join();
        }

        user(without);

        assertThat(loginFailure(uri, Configs.login(mode, false)))
                .startsWith("Redis refuses: NOPERM")
                .contains(without.substring(1));
    }

    @Test
    void findsAReadOnlyReplicaWhereLoginsWrite() {
        tell(commands -> commands.replicaof("127.0.0.1", 1));
        String uri = "redis://127.0.0.1:PORT";

        assertThat(loginFailure(uri, Configs.login(LoginMode.TOKEN, false))).startsWith("Redis refuses: READONLY");
        try (RedisAccountStore store = RedisAccountStore.connect(settings(uri))) {
            store.checkLogins(Configs.login(LoginMode.PASSWORD, false))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void findsThatUsersCannotBeRegistered() {
        String uri = "redis://u:pw@127.0.0.1:PORT";
        ChatConfig registering = Configs.login(LoginMode.PASSWORD, true);
        user("on", ">pw", "~*", "+@all", "-hsetnx");
        assertThat(loginFailure(uri, registering))
                .startsWith("Redis refuses: NOPERM")
                .contains("hsetnx");

        user("+hsetnx");
        tell(commands -> commands.configSet("maxmemory", "1"));
        assertThat(loginFailure(uri, registering)).startsWith("Redis refuses: OOM");

        tell(commands -> commands.configSet("maxmemory", "0"));
        tell(commands -> commands.replicaof("127.0.0.1", 1));
        assertThat(loginFailure(uri, registering)).startsWith("Redis refuses: READONLY");
    }

    @Test
    void takesARedisThatDoesNotLetItAskWhetherUsersCanBeRegisteredForOneThatRegisters() {
        user("on", ">pw", "~*", "+@all", "-multi");
        try (RedisAccountStore store = RedisAccountStore.connect(settings("redis://u:pw@127.0.0.1:PORT"))) {
            store.checkLogins(Configs.login(LoginMode.PASSWORD, true))
                    .toCompletableFuture()
                    .join();
        }
        tell(commands -> assertThat(commands.dbsize()).isZero());
    }

    @Test
    void leavesNothingBehind() {
        try (RedisAccountStore store = RedisAccountStore.connect(settings("redis://127.0.0.1:PORT"))) {
            for (LoginMode mode : LoginMode.values()) {
                store.checkLogins(Configs.login(mode, true))
                        .toCompletableFuture()
                        .join();
            }
        }
        tell(commands -> assertThat(commands.dbsize()).isZero());
    }

    @Test
    void namesARefusalOfOneUserInRedissWords() {
        tell(commands -> commands.set("t:user:kim", "a string where a hash belongs"));
        try (RedisAccountStore store = RedisAccountStore.connect(settings("redis://127.0.0.1:PORT"))) {
            assertThatThrownBy(() ->
                            store.passwordHash("kim").toCompletableFuture().get(5, TimeUnit.SECONDS))
                    .hasRootCauseMessage("WRONGTYPE Operation against a key holding the wrong kind of value")
                    .cause()
                    .hasMessageStartingWith("Redis refuses: WRONGTYPE");
        }
    }
}
