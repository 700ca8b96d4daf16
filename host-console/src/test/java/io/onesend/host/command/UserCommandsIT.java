package io.onesend.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.Host;
import io.onesend.host.TestHosts;
import java.nio.file.Path;
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
    void exitsWith69WhileRedisCannotBeReached() {
        assertThat(process.run("user", "list", "--set", "redis.uri=redis://127.0.0.1:1"))
                .isEqualTo(69);
        assertThat(process.err().lines()).hasSize(1);
    }

    @Test
    void worksBesideARunningHostAndItsUserLogsInThere() {
        try (Host host = Host.start(TestHosts.config(folder, "chat.auto-register=false"))) {
            assertThat(process.run("pw\n", Map.of(), "user", "add", "bob")).isZero();

            assertThat(chat(host, "--user", "bob", "--password", "pw")).isZero();
            assertThat(chat(host, "--user", "bob", "--password", "wrong")).isEqualTo(1);
            assertThat(process.err()).contains("LOGIN_USER_INVALID_PW");
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

    private int chat(Host host, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "chat";
        all[1] = "--port";
        all[2] = Integer.toString(host.address().getPort());
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return process.run(all);
    }
}
