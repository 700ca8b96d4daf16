package io.onesend.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.config.SystemText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void makeProcess() {
        process = new TestContext(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --nonsense",
                "--nonsense",
                "--config",
                "user",
                "user add",
                "user frobnicate",
                "user token x --ttl 5",
                "user seed",
                "user seed --count 0",
                "user seed --count -3",
                "user seed --count many",
                "user seed --count 99999999999",
                "user seed --count 5 --scheme sha1",
                "user seed --count 5 --ttl 1h",
                "user seed --count 5 --scheme token --ttl 5",
                "user seed --count 5 --prefix twenty-eight-bytes-of-prefix",
                "user seed --count 100001 --prefix twenty-seven-bytes-of-prefi",
                "user seed --count 5 --prefix a\u001b[2J",
                "user seed --count 5 extra",
                "chat",
                "chat --user x --port 0",
                "chat --user x --port many",
                "chat --user x --room many",
                "--set a=b check-config"
            })
    void exitsWith2OnWrongUsageAndSaysWhy(String arguments) {
        assertThat(process.run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(process.out()).isEmpty();
        assertThat(process.err()).contains("Usage: onesend").doesNotContain("\tat ", "\u001b");
    }

    @Test
    void saysInTheHelpOfSeedWhatItDoesWithAccountsThatExist() {
        assertThat(process.run("user", "seed", "--help")).isZero();
        assertThat(process.out().replaceAll("\\s+", " "))
                .contains("A token works once", "with a password is left as it is", "PREFIX00000")
                .contains("Default load-.", "Default: the configured chat.login.", "--config=FILE", "Default 1h.");
    }

    @Test
    void exitsWith2ForAnUnknownCommandAndNamesANearMiss() {
        assertThat(process.run("chek-config")).isEqualTo(2);
        assertThat(process.err()).contains("'chek-config'", "check-config");
    }

    @Test
    void printsHelpAndVersionOnStandardOutput() {
        assertThat(process.run("--help")).isZero();
        assertThat(process.out()).contains("run", "chat", "user", "check-config", "print-config");
        assertThat(process.run("--version")).isZero();
        assertThat(process.out()).startsWith("onesend ").contains("Java");
        assertThat(process.run("user", "add", "--help")).isZero();
        assertThat(process.out()).contains("--config=FILE", "--set=path.to.key=value");
        assertThat(process.err()).isEmpty();
    }

    @Test
    void checksTheConfigurationAndPrintsEveryProblem() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/server.yaml"), "network:\n  port: x\n  hots: y\n");

        assertThat(process.run("", Map.of("ONESEND_CHAT_ECHO", "?"), "check-config", "--set", "a=b"))
                .isEqualTo(78);

        assertThat(process.out()).isEmpty();
        assertThat(process.err().lines())
                .containsExactly(
                        "config/server.yaml:2: network.port is not a whole number: 'x'",
                        "config/server.yaml:3: unknown key network.hots; did you mean network.host?",
                        "ONESEND_CHAT_ECHO: chat.echo is not one of false, true: '?'",
                        "--set a: unknown key a");
    }

    @Test
    void saysThatAGoodConfigurationIsGood() {
        assertThat(process.run("check-config")).isZero();
        assertThat(process.out()).isEqualTo("the configuration is good" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "print-config", "user list", "user add x", "user seed --count 1", "check-config"})
    void exitsWith78ForEveryCommandThatReadsABadConfiguration(String command) {
        assertThat(process.run((command + " --config none.yaml").split(" ", -1)))
                .isEqualTo(78);
        assertThat(process.err()).isEqualTo("none.yaml: there is no such file" + System.lineSeparator());
    }

    @Test
    void printsTheConfigurationOnStandardOutput() {
        assertThat(process.run("print-config", "--set", "redis.uri=redis://:hunter2@h"))
                .isZero();
        assertThat(process.out())
                .startsWith("network:\n")
                .contains("redis://:***@h")
                .doesNotContain("hunter2");
        assertThat(process.err()).isEmpty();
    }

    @Test
    void tellsWhereTheAdminPortAndItsTokensAreAndPrintsNone() throws IOException {
        Path tokens = folder.resolve("data/admin.token");
        assertThat(process.run("admin-url")).isZero();
        assertThat(process.out())
                .isEqualTo("http://127.0.0.1:11022/%ntokens in %s, made at the first start%n".formatted(tokens));

        Files.createDirectories(tokens.getParent());
        Files.writeString(tokens, "admin operate hunter2hunter2hunter2");
        assertThat(process.run("admin-url", "--set", "admin.port=0")).isZero();
        assertThat(process.out())
                .isEqualTo("admin.port is 0: the log of the server says which port it has%ntokens in %s%n"
                        .formatted(tokens));

        assertThat(process.run("admin-url", "--set", "admin.host=::", "--set", "admin.token-file=own"))
                .isZero();
        assertThat(process.out()).startsWith("http://localhost:11022/").endsWith("own" + System.lineSeparator());
        assertThat(process.run("admin-url", "--set", "admin.enabled=false")).isEqualTo(1);
        assertThat(process.err()).contains("admin.enabled is false");
    }

    @Test
    void refusesIdsAndPasswordsThatALoginCannotCarry() {
        String tooLong = "x".repeat(33);

        assertThat(process.run("pw\n", Map.of(), "user", "add", tooLong)).isEqualTo(1);
        assertThat(process.err()).contains("1 to 32 bytes").contains("33");
        assertThat(process.run("pw\n", Map.of(), "user", "add", "가".repeat(11))).isEqualTo(1);
        assertThat(process.run("pw\n", Map.of(), "user", "add", "a\u001b[2J")).isEqualTo(1);
        assertThat(process.err()).contains("cannot be seen: U+001B ESCAPE").doesNotContain("\u001b");
        assertThat(process.run(tooLong + "\n", Map.of(), "user", "add", "x")).isEqualTo(1);
        assertThat(process.run("\n", Map.of(), "user", "add", "x")).isEqualTo(1);
        assertThat(process.run("", Map.of(), "user", "passwd", "x")).isEqualTo(1);
        assertThat(process.err()).contains("there is none");
    }

    @Test
    void takesAnArgumentWithAnAtForItself() throws IOException {
        Files.writeString(folder.resolve("arguments"), "check-config\n");
        String file = "@" + folder.resolve("arguments");

        assertThat(process.run(file)).isEqualTo(2);
        assertThat(process.err()).contains("'" + file + "'");
        assertThat(process.run("check-config", file)).isEqualTo(2);
        assertThat(process.run("pw\n", Map.of(), "user", "add", file)).isEqualTo(1);
        assertThat(process.err()).contains("1 to 32 bytes");
        assertThat(process.run("check-config", "--set", "redis.key-prefix=@x")).isZero();
        assertThat(process.run("print-config", "--set", "redis.key-prefix=@x")).isZero();
        assertThat(process.out()).contains("\"@x\"");
    }

    @Test
    void exitsWith78ForWhatTheLocaleCannotReadAndDoesNotShowIt() {
        process.text = new SystemText(false, "LC_ALL=C, US-ASCII", "/srv");

        assertThat(process.run("chat", "--user", "bob", "--password", "비밀")).isEqualTo(78);
        assertThat(process.err())
                .startsWith("argument 5, after --password: has characters that can be read in a UTF-8 locale only")
                .contains("(LC_ALL=C, US-ASCII)", "LC_ALL=C.UTF-8")
                .doesNotContain("비밀");
        assertThat(process.run("", Map.of("ONESEND_REDIS_KEY_PREFIX", "비"), "check-config"))
                .isEqualTo(78);
        assertThat(process.err()).startsWith("ONESEND_REDIS_KEY_PREFIX: has characters");
    }

    @Test
    void refusesAPasswordOfStandardInputThatIsNotUtf8() {
        assertThat(process.run("\ufffd\ufffd\n", Map.of(), "user", "add", "bob"))
                .isEqualTo(1);
        assertThat(process.err()).contains("has to be UTF-8 text");
    }
}
