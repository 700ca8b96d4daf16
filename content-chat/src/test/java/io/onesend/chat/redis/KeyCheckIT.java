package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.chat.Configs;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.network.testing.ThreadCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a type that no login can read, in a real Redis. */
class KeyCheckIT {

    @TempDir
    private Path folder;

    private TestRedis redis;
    private RedisClient client;
    private RedisCommands<String, String> commands;
    private RedisAccountStore store;

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.startIn(folder);
        client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        StatefulRedisConnection<String, String> connection = client.connect();
        commands = connection.sync();
        store = RedisAccountStore.connect(redis.settings("t[1]:"));
    }

    @AfterEach
    void stopRedis() throws IOException {
        store.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        redis.close();
        ThreadCheck.assertNoThreadNamed("redis-");
    }

    /** What it logs. */
    private String check(LoginMode mode) {
        PrintStream standardError = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            store.checkKeys(Configs.login(mode, false)).toCompletableFuture().join();
        } finally {
            System.setErr(standardError);
        }
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Test
    void failsIfNoKeyHasTheTypeThatPasswordLoginsRead() {
        commands.set("t[1]:user:kim", "a string");

        assertThatThrownBy(() -> check(LoginMode.PASSWORD))
                .hasCauseInstanceOf(AccountStoreException.class)
                .hasMessageEndingWith(
                        "1 of 1 account keys looked at cannot be used for a login: t[1]:user:kim is a string, and a"
                                + " login reads a hash; if another program uses this prefix, set redis.key-prefix to another");
        assertThat(check(LoginMode.TOKEN)).isEmpty();
    }

    @Test
    void failsIfNoKeyHasTheTypeThatTokenLoginsRead() {
        commands.hset("t[1]:token:kim", "value", "a hash");

        assertThatThrownBy(() -> check(LoginMode.TOKEN))
                .hasMessageContaining("t[1]:token:kim is a hash, and a login reads a string");
        assertThat(check(LoginMode.PASSWORD)).isEmpty();
    }

    @Test
    void warnsOfSomeKeysAndEscapesTheirNames() {
        commands.hset("t[1]:user:kim", "password", "…");
        commands.hset("t[1]:user:lee", "password", "…");
        commands.lpush("t[1]:user:\u001b[31m", "a list");

        assertThat(check(LoginMode.PASSWORD))
                .contains(
                        "WARN",
                        "1 of 3 account keys looked at cannot be used for a login: t[1]:user:\\u001b[31m is a list, and")
                .hasLineCount(1);
    }

    @Test
    void acceptsEmptyRedisAndKeysOfOthers() {
        assertThat(check(LoginMode.PASSWORD)).isEmpty();
        commands.set("t1:user:kim", "another prefix, which the brackets would match as a pattern");
        commands.set("user:kim", "no prefix");
        commands.lpush("kim", "no user, where logins read keys without a prefix");

        assertThat(check(LoginMode.PASSWORD)).isEmpty();
        assertThat(check(LoginMode.PLAINTEXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-scan", "-type"})
    void needsNoRightThatALoginDoesNotNeed(String without) {
        commands.set("t[1]:user:kim", "a string");
        commands.dispatch(
                CommandType.ACL,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .add("SETUSER")
                        .add("default")
                        .add(without));

        assertThat(check(LoginMode.PASSWORD)).isEmpty();
    }
}
