package io.onesend.host.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.host.command.CommandContext;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.server.Host;
import io.onesend.host.server.TestHosts;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandsIT {

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void makeProcess() {
        process = new TestContext(folder);
    }

    @Test
    void addListsChangesAndRemovesAccountsWithoutAHost() {
        assertThat(process.run("pw\n", Map.of(), "user", "add", "bob")).isZero();
        assertThat(process.run("pw\n", Map.of(), "user", "add", "앨리스")).isZero();
        assertThat(process.run("user", "list")).isZero();
        assertThat(process.out().lines()).containsExactly("bob", "앨리스");
        assertThat(process.run("new\n", Map.of(), "user", "passwd", "bob")).isZero();
        assertThat(process.run("user", "remove", "bob")).isZero();
        assertThat(process.run("user", "list")).isZero();
        assertThat(process.out().lines()).containsExactly("앨리스");
        assertThat(process.err()).isEmpty();
    }

    @Test
    void exitsWith1WhereTheIdExistsOrDoesNot() {
        assertThat(process.run("pw\n", Map.of(), "user", "add", "bob")).isZero();
        assertThat(process.run("pw\n", Map.of(), "user", "add", "bob")).isEqualTo(1);
        assertThat(process.err().lines()).containsExactly("user bob exists already");
        assertThat(process.run("pw\n", Map.of(), "user", "passwd", "carol")).isEqualTo(1);
        assertThat(process.err().lines()).containsExactly("there is no user carol");
        assertThat(process.run("user", "remove", "carol")).isEqualTo(1);
        assertThat(process.err().lines()).containsExactly("there is no user carol");
    }

    @Test
    void takesNoLineThatCannotBeAPassword() {
        assertThat(process.run("x".repeat(100_000), Map.of(), "user", "add", "bob"))
                .isEqualTo(1);
        assertThat(process.err().lines()).containsExactly("the password's line has more than 1024 characters");
    }

    @Test
    void namesIdsOfEarlierTimesThatNoLoginReachesAndRemovesThem() {
        RedisConfig redis = TestHosts.config(folder).redis();
        CommandContext context = process.context(Reader.nullReader(), Map.of());
        for (String id : List.of("al ice", "jose\u0301", "bob")) {
            boolean added = AccountAccess.ask(context, redis, accounts -> accounts.addPasswordHash(id, "h"));
            assertThat(added).isTrue();
        }

        assertThat(process.run("user", "list")).isZero();
        assertThat(process.out().lines()).containsExactly("al ice", "bob", "jose\u0301");
        assertThat(process.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("no login reaches the user al ice: ")
                        || line.startsWith("no login reaches the user jose\u0301: "));
        assertThat(process.run("user", "remove", "al ice")).isZero();
        assertThat(process.run("user", "remove", "jose\u0301")).isZero();
        assertThat(process.run("user", "list")).isZero();
        assertThat(process.out().lines()).containsExactly("bob");
        assertThat(process.err()).isEmpty();
    }

    @Test
    void keepsAnIdInItsNormalFormAndSaysWhatIsWrongWithOne() {
        assertThat(process.run("pw\n", Map.of(), "user", "add", "jose\u0301")).isZero();
        assertThat(process.out().lines()).containsExactly("user jos\u00e9 added");
        assertThat(process.run("pw\n", Map.of(), "user", "add", "jos\u00e9")).isEqualTo(1);
        assertThat(process.run("user", "remove", "jose\u0301")).isZero();
        assertThat(process.run("user", "list")).isZero();
        assertThat(process.out()).isEmpty();

        assertThat(process.run("pw\n", Map.of(), "user", "add", "alice\u200b")).isEqualTo(1);
        assertThat(process.err().lines())
                .containsExactly("a user id has a character that cannot be seen: U+200B ZERO WIDTH SPACE");
    }

    @Test
    void exitsWith69WhileRedisCannotBeReached() {
        assertThat(process.run("user", "list", "--set", "redis.uri=redis://127.0.0.1:1"))
                .isEqualTo(69);
        assertThat(process.err().lines()).hasSize(1);
        assertThat(process.run("user", "seed", "--count", "5", "--set", "redis.uri=redis://127.0.0.1:1"))
                .isEqualTo(69);
        assertThat(process.err().lines()).hasSize(1);
    }

    @Test
    void worksBesideARunningHostAndItsUserLogsInThere() {
        try (Host host = Host.start(TestHosts.config(folder, "chat.auto-register=false"))) {
            assertThat(process.run("pw\n", Map.of(), "user", "add", "bob")).isZero();

            assertThat(chat(host, "--user", "bob", "--password", "pw")).isZero();
            assertThat(chat(host, "--user", "bob", "--password", "wrong")).isEqualTo(1);
            assertThat(process.err()).contains("wrong password");
        }
    }

    @Test
    void printsATokenThatLogsInOnce() {
        try (Host host = Host.start(TestHosts.config(folder, "chat.login=token"))) {
            assertThat(process.run("user", "token", "bob", "--ttl", "1m")).isZero();
            String token = process.out().strip();
            assertThat(token).matches("[A-Za-z0-9_-]{32}");

            assertThat(chat(host, "--user", "bob", "--password", token)).isZero();
            assertThat(chat(host, "--user", "bob", "--password", token)).isEqualTo(1);
        }
    }

    @Test
    void seedsTokensThatTheLoadToolLogsInWith() {
        try (Host host = Host.start(TestHosts.config(folder, "chat.login=token"))) {
            assertThat(process.run("user", "seed", "--count", "30", "--set", "chat.login=token"))
                    .isZero();
            assertThat(process.out().lines())
                    .containsExactly(
                            "30 of 30 tokens written, 0 in place of earlier ones",
                            "each token logs its user in once; they expire after 1:00:00",
                            "log in with: load SCENARIO --scheme token --users load-");
            assertThat(process.err()).isEmpty();

            String port = Integer.toString(host.address().getPort());
            assertThat(process.run(
                            ("load login --scheme token --connections 5 --accounts 30 --port " + port).split(" ")))
                    .as(process.out())
                    .isZero();
            assertThat(chat(host, "--user", "load-00007", "--password", "tok-load-00007"))
                    .as("a token works once")
                    .isEqualTo(1);
        }
    }

    @Test
    void seedsPasswordsAndLeavesThoseThatAreThereAsTheyAre() {
        try (Host host = Host.start(TestHosts.config(folder, "chat.auto-register=false"))) {
            assertThat(process.run("mine\n", Map.of(), "user", "add", "x-00001"))
                    .isZero();
            assertThat(process.run("user", "seed", "--count", "3", "--prefix", "x-"))
                    .isZero();
            assertThat(process.out()).startsWith("2 of 3 accounts written, 1 there already and left as they are");

            assertThat(chat(host, "--user", "x-00002", "--password", "pw00002")).isZero();
            assertThat(chat(host, "--user", "x-00001", "--password", "mine")).isZero();
            assertThat(process.run("user", "list")).isZero();
            assertThat(process.out().lines()).containsExactly("x-00000", "x-00001", "x-00002");
        }
    }

    @Test
    void seedsPlainTextPasswordsWithoutAHost() {
        String[] seed = {"user", "seed", "--count", "1500", "--scheme", "plaintext", "--prefix", "부하-"};
        assertThat(process.run(seed)).isZero();
        assertThat(process.out()).startsWith("1,500 of 1,500 accounts written, 0 there already");
        assertThat(process.run(seed)).isZero();
        assertThat(process.out()).startsWith("0 of 1,500 accounts written, 1,500 there already");

        try (Host host = Host.start(TestHosts.config(folder, "chat.login=plaintext"))) {
            assertThat(chat(host, "--user", "부하-01499", "--password", "pw01499"))
                    .isZero();
            assertThat(chat(host, "--user", "부하-01500", "--password", "pw01500"))
                    .isEqualTo(1);
        }
    }

    private int chat(Host host, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "chat";
        all[1] = "--port";
        all[2] = Integer.toString(host.address().getPort());
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return process.run(all);
    }
}
