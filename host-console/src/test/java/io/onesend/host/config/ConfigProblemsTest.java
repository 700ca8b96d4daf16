package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a configuration is refused for, and that each problem is named with its place. */
class ConfigProblemsTest {

    @TempDir
    private Path folder;

    private TestSources sources;

    @BeforeEach
    void sources() {
        sources = new TestSources(folder);
    }

    @Test
    void reportsUnknownKeyWithItsLineAndANearMiss() throws IOException {
        assertThat(sources.problemsOf("network:\n  prot: 1\n"))
                .containsExactly("c.yaml:2: unknown key network.prot; did you mean network.port?");
    }

    @Test
    void reportsUnknownSectionOnceAndNotEveryKeyInIt() throws IOException {
        assertThat(sources.problemsOf("netwrok:\n  port: 1\n  host: x\n"))
                .containsExactly("c.yaml:1: unknown key netwrok; did you mean network?");
    }

    @Test
    void pointsAtTheSectionThatAMisplacedKeyBelongsTo() throws IOException {
        assertThat(sources.problemsOf("echo: true\n"))
                .containsExactly("c.yaml:1: unknown key echo; did you mean chat.echo?");
    }

    @Test
    void suggestsNothingForAKeyThatResemblesNone() throws IOException {
        assertThat(sources.problemsOf("zebra: 1\n")).containsExactly("c.yaml:1: unknown key zebra");
    }

    @Test
    void refusesDottedKeysInTheFile() throws IOException {
        assertThat(sources.problemsOf("network.port: 1\n"))
                .singleElement()
                .asString()
                .contains("c.yaml:1:", "nested");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.port                    | high     | is not a whole number: 'high'",
                "network.port                    | 65536    | is out of range: 65536; it may be 0 to 65535",
                "network.port                    | -1       | is out of range: -1; it may be 0 to 65535",
                "network.port                    | 010      | is not a whole number: '010'",
                "network.port                    | 99999999999999999999 | is out of range",
                "network.backlog                 | 0        | is out of range: 0; it may be 1 to 65535",
                "network.max-frame-bytes         | 261      | is out of range: 261; it may be 262 to 65535 bytes",
                "network.max-frame-bytes         | 64KiB    | is out of range: 64KiB (65536); it may be 262 to 65535 bytes",
                "network.max-frame-bytes         | 4KB      | is not a size: '4KB'",
                "network.send.max-bytes          | 2GiB     | is out of range: 2GiB (2147483648); it may be 1KiB to 1GiB",
                "network.idle-timeout            | 30       | is not a duration: '30'",
                "network.idle-timeout            | 5min     | is not a duration",
                "network.keep-alive              | 3h       | is out of range: 3h; it may be 0 to 2h",
                "network.close-timeout           | 9s       | is out of range: 9s; it may be 1ms to 8s",
                "network.send.max-bytes          | 1MB      | is not a size: '1MB'",
                "network.send.max-bytes          | 1023     | is out of range: 1023; it may be 1KiB to 1GiB",
                "network.transport               | epol     | did you mean 'epoll'?",
                "network.transport               | io-uring | did you mean 'io_uring'?",
                "network.logic                   | inlin    | did you mean 'inline'?",
                "network.send.store              | stack    | is not one of queue, ring",
                "network.send.when-full          | drop     | is not one of disconnect, drop-newest, drop-oldest",
                "chat.echo                       | yes      | is not one of false, true: 'yes'",
                "chat.login                      | secret   | is not one of password, plaintext, token",
                "network.host                    | 'a:b/c'  | is not a host",
                "redis.uri                       | http://x | is neither 'embedded' nor an address",
                "redis.uri                       | redis:// | is neither 'embedded' nor an address"
            })
    void saysWhatIsWrongWithAValueWhereverItComesFrom(String path, String value, String words) throws IOException {
        String variable = Key.ENVIRONMENT_PREFIX
                + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');

        assertThat(sources.problemsOf(yaml(path, value)))
                .singleElement()
                .asString()
                .startsWith("c.yaml:" + path.split("\\.", -1).length + ": " + path + " ")
                .contains(words);
        assertThat(sources.problemsOf("", Map.of(variable, value)))
                .singleElement()
                .asString()
                .startsWith(variable + ": " + path + " ")
                .contains(words);
        assertThat(sources.problemsOf("", Map.of(), path + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + path + ": " + path + " ")
                .contains(words);
    }

    @Test
    void reportsEveryProblemOfEverySourceAtOnce() throws IOException {
        List<String> problems = sources.problemsOf(
                """
                network:
                  port: x
                  host: [a]
                chat:
                  rooms:
                    count: 0
                """, Map.of("ONESEND_CHAT_ECHO", "maybe", "ONESEND_NETWORK_PROT", "1"), "admin.prt=1", "nonsense");

        assertThat(problems)
                .containsExactly(
                        "c.yaml:2: network.port is not a whole number: 'x'",
                        "c.yaml:3: network.host needs a value, not a list",
                        "c.yaml:6: chat.rooms.count is out of range: 0; it may be 1 to 1000000",
                        "ONESEND_CHAT_ECHO: chat.echo is not one of false, true: 'maybe'",
                        "ONESEND_NETWORK_PROT: no key has this variable; did you mean ONESEND_NETWORK_PORT?",
                        "--set admin.prt: unknown key admin.prt; did you mean admin.port?",
                        "--set nonsense: is not of the form path.to.key=value");
    }

    @Test
    void reportsDuplicateKeysWithBothLines() throws IOException {
        assertThat(sources.problemsOf("network:\n  port: 1\n\n  port: 2\n"))
                .containsExactly("c.yaml:4: duplicate key network.port, first on line 2");
    }

    @Test
    void reportsMalformedYamlWithLineAndColumnAndWhatCameBefore() throws IOException {
        assertThat(sources.problemsOf("network:\n  port: x\n  host: [a\n"))
                .hasSize(3)
                .first()
                .isEqualTo("c.yaml:2: network.port is not a whole number: 'x'");
        assertThat(sources.problemsOf("network:\n\tport: 1\n"))
                .singleElement()
                .asString()
                .startsWith("c.yaml:2:1: malformed YAML: ")
                .contains("TAB")
                .doesNotContain("\n");
    }

    @Test
    void remindsOfTheIndentationWhereALineBeginsAtTheWrongColumn() throws IOException {
        assertThat(sources.problemsOf("network:\n  host: 127.0.0.1\n port: 1\n"))
                .singleElement()
                .asString()
                .startsWith("c.yaml:3:2: malformed YAML: ")
                .endsWith("; do this line and those above it begin at the right column?");
    }

    @Test
    void reportsValuesThatAreMissing() throws IOException {
        assertThat(sources.problemsOf("network:\n  port:\n  host: ''\nredis:\n"))
                .containsExactly(
                        "c.yaml:2: network.port has no value",
                        "c.yaml:3: network.host has no value",
                        "c.yaml:4: redis is a section: it needs keys below it, not nothing");
        assertThat(sources.problemsOf("", Map.of("ONESEND_NETWORK_PORT", "")))
                .containsExactly("ONESEND_NETWORK_PORT: network.port has no value");
    }

    @Test
    void reportsShapesThatAreWrong() throws IOException {
        assertThat(sources.problemsOf("- a\n"))
                .containsExactly("c.yaml:1: the file is not a mapping of keys to values");
        assertThat(sources.problemsOf("chat: 5\n"))
                .containsExactly("c.yaml:1: chat is a section: it needs keys below it, not a value");
        assertThat(sources.problemsOf("chat:\n  echo:\n    x: 1\n"))
                .containsExactly("c.yaml:2: chat.echo needs a value, not a section");
        assertThat(sources.problemsOf("chat: {}\n---\nchat: {}\n"))
                .containsExactly("c.yaml:3: a second document; the file is one");
        assertThat(sources.problemsOf("", Map.of(), "chat.rooms=1"))
                .containsExactly("--set chat.rooms: chat.rooms is a section: it needs a key below it");
    }

    @Test
    void keepAliveCountsInSeconds() throws IOException {
        assertThat(sources.problemsOf("network:\n  keep-alive: 500ms\n"))
                .containsExactly("c.yaml:2: network.keep-alive has to be 0 or at least 1s");
        assertThat(sources.problemsOf("network:\n  keep-alive: 0\n")).isEmpty();
    }

    @Test
    void checksRulesBetweenKeysAndNamesWhereTheyWereSet() throws IOException {
        assertThat(sources.problemsOf("network:\n  inbound:\n    high: 64\n"))
                .containsExactly("c.yaml:3: network.inbound.low has to be below network.inbound.high");
        assertThat(sources.problemsOf("network:\n  inbound:\n    high-bytes: 256KiB\n"))
                .containsExactly("c.yaml:3: network.inbound.low-bytes has to be below network.inbound.high-bytes");
        assertThat(sources.problemsOf("network:\n  inbound:\n    max-total-bytes: 2KiB\n"))
                .containsExactly("c.yaml:3: network.max-frame-bytes has to be at most network.inbound.max-total-bytes");
        assertThat(sources.problemsOf("", Map.of(), "network.send.max-bytes=2MiB", "network.send.max-total-bytes=1MiB"))
                .singleElement()
                .asString()
                .startsWith("--set: network.send.max-bytes has to be at most");
        assertThat(sources.problemsOf("", Map.of(), "network.send.store=ring", "network.send.when-full=drop-oldest"))
                .singleElement()
                .asString()
                .contains("drop-oldest needs network.send.store: queue");
        assertThat(sources.problemsOf("", Map.of(), "network.logic=inline", "network.io-threads=2"))
                .singleElement()
                .asString()
                .contains("inline needs network.io-threads: 1, or 0");
        assertThat(sources.problemsOf("", Map.of(), "admin.port=11021"))
                .containsExactly("--set: network.port and admin.port have to differ");
        assertThat(sources.problemsOf("", Map.of(), "admin.port=0", "network.port=0"))
                .isEmpty();
    }

    @Test
    void leavesOutARuleWhoseKeyIsNotReadable() throws IOException {
        assertThat(sources.problemsOf("network:\n  inbound:\n    high: x\n    low: 300\n"))
                .hasSize(1);
    }

    @Test
    void neverRepeatsAnAddressThatMayContainAPassword() throws IOException {
        assertThat(sources.problemsOf("redis:\n  uri: redis//:hunter2@h\n"))
                .singleElement()
                .asString()
                .startsWith("c.yaml:2: redis.uri is neither")
                .doesNotContain("hunter2");
    }

    private static String yaml(String path, String value) {
        StringBuilder yaml = new StringBuilder();
        String[] names = path.split("\\.", -1);
        for (int depth = 0; depth < names.length; depth++) {
            yaml.append("  ".repeat(depth)).append(names[depth]).append(':');
            yaml.append(depth == names.length - 1 ? " " + value : "").append('\n');
        }
        return yaml.toString();
    }
}
