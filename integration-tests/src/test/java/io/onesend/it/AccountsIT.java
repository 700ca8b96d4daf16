package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code user} commands against the Redis that a running server uses. */
class AccountsIT {

    @TempDir
    private Path folder;

    private final TestRedis redis = TestRedis.shared();
    private final String prefix = TestRedis.unique() + ":";

    private Jar.Finished user(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("user"));
        all.addAll(List.of(args));
        all.addAll(List.of("--set", "redis.uri=" + redis.uri(), "--set", "redis.key-prefix=" + prefix));
        return Jar.run(folder, input, all.toArray(String[]::new));
    }

    private ServerProcess server(String login) {
        return ServerProcess.launch()
                .set("redis.uri=" + redis.uri(), "redis.key-prefix=" + prefix, "chat.login=" + login)
                .start();
    }

    @Test
    void anAccountIsAddedChangedListedAndRemovedWhileTheServerRuns() {
        try (ServerProcess server = server("password");
                RawClient client = server.connect()) {
            user("first password\n", "add", "kim").expect(0);
            user("비밀번호\n", "add", "홍길동").expect(0);
            assertThat(user("", "list").expect(0).out().lines()).containsExactly("kim", "홍길동");

            client.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            user("second password\n", "passwd", "kim").expect(0);
            client.send(Wire.login("kim", "first password")).expect(Wire.LOGIN_RESPONSE, 33);
            client.login("kim", "second password");

            user("", "remove", "홍길동").expect(0);
            assertThat(user("", "list").expect(0).out().lines()).containsExactly("kim");
            try (RawClient removed = server.connect()) {
                removed.send(Wire.login("홍길동", "비밀번호")).expect(Wire.LOGIN_RESPONSE, 33);
            }
        }
    }

    @Test
    void aTokenIsPrintedAndLogsInOnce() {
        try (ServerProcess server = server("token")) {
            String token =
                    user("", "token", "kim", "--ttl", "5m").expect(0).out().strip();
            assertThat(token).matches("[\\x21-\\x7e]{16,32}");
            assertThat(redis.commands().ttl(prefix + "token:kim")).isBetween(240L, 300L);
            try (RawClient client = server.connect()) {
                client.login("kim", token);
            }
            assertThat(redis.commands().exists(prefix + "token:kim")).isZero();
        }
    }

    @Test
    void anAccountThatExistsIsNotAddedAgainAndOneThatDoesNotIsNotChanged() {
        user("one\n", "add", "kim").expect(0);
        String hash = redis.commands().hget(prefix + "user:kim", "password");

        assertThat(user("two\n", "add", "kim").status()).isEqualTo(1);
        assertThat(redis.commands().hget(prefix + "user:kim", "password")).isEqualTo(hash);
        assertThat(user("two\n", "passwd", "nobody").status()).isEqualTo(1);
        assertThat(user("", "remove", "nobody").status()).isEqualTo(1);
        assertThat(redis.commands().exists(prefix + "user:nobody")).isZero();
    }

    @Test
    void aPasswordIsNeverAnArgument() {
        user("", "add", "kim", "--password", "pw").expect(2);
        user("", "add", "kim", "pw").expect(2);
    }

    @Test
    void aPasswordThatDoesNotFitThePacketIsRefused() {
        assertThat(user("p".repeat(33) + "\n", "add", "kim").status()).isNotZero();
        assertThat(redis.commands().exists(prefix + "user:kim")).isZero();
    }

    @Test
    void anIdThatDoesNotFitThePacketIsRefused() {
        assertThat(user("pw\n", "add", "x".repeat(33)).status()).isNotZero();
        assertThat(user("pw\n", "add", "").status()).isNotZero();
        assertThat(redis.commands().keys(prefix + "*")).isEmpty();
    }

    @Test
    void theEmbeddedRedisOfARunningServerIsUsedByTheCommandsToo() {
        try (ServerProcess server = ServerProcess.launch()
                .in(folder)
                .set("chat.auto-register=false")
                .start()) {
            Jar.run(folder, "pw\n", "user", "add", "kim").expect(0);
            try (RawClient client = server.connect()) {
                client.login("kim", "pw");
            }
            assertThat(Jar.run(folder, "", "user", "list").expect(0).out().lines())
                    .containsExactly("kim");
        }
        assertThat(Jar.run(folder, "", "user", "list").expect(0).out().lines())
                .as("also without a server")
                .containsExactly("kim");
    }
}
