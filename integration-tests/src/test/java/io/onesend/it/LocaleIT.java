package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A locale that has no Korean, as most containers have: text arrives unchanged or is refused, and never becomes another. */
class LocaleIT {

    private static final List<String> ASCII_ONLY = List.of("env", "LC_ALL=C");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAUtf8LocaleItself() {
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding")), "or the tests cannot name such files either");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "only where there are such locales");
    }

    @Test
    void koreanArgumentsAreRefusedAndNotShown() {
        refused(folder, ASCII_ONLY, "argument 3: ", "user", "add", "홍길동");
        refused(folder, ASCII_ONLY, "argument 5, after --password: ", "chat", "--user", "bob", "--password", "비밀");
        refused(folder, ASCII_ONLY, "argument 3, after --set: ", "check-config", "--set", "redis.key-prefix=한");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void koreanVariablesAreRefused() {
        refused(folder, asciiWith("ONESEND_REDIS_DATA_DIR=데이터"), "ONESEND_REDIS_DATA_DIR: ", "run");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKoreanFileOrFolderIsRefusedAndNeverTheDefaults() throws IOException {
        Files.writeString(folder.resolve("설정.yaml"), "chat: {max-users: 3}\n");
        refused(folder, ASCII_ONLY, "argument 3, after --config: ", "print-config", "--config", "설정.yaml");

        Path inside = Files.createDirectories(folder.resolve("한글/config"));
        Files.writeString(inside.resolve("server.yaml"), "chat: {max-users: 3}\n");
        refused(inside.getParent(), ASCII_ONLY, "the name of the current folder: ", "print-config");
        refused(inside.getParent(), ASCII_ONLY, "the name of the current folder: ", "run");
        refused(inside.getParent(), ASCII_ONLY, "the name of the current folder: ", "load", "connect", "--port", "1");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("설정.yaml", "한글");
        }
    }

    @Test
    void aKoreanFolderInTheFileIsRefusedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), "redis:\n  data-dir: 데이터\n");
        refused(folder, ASCII_ONLY, "c.yaml:2: redis.data-dir ", "check-config", "--config", "c.yaml");
        Jar.run(folder, "", "check-config", "--config", "c.yaml").expect(0);
    }

    @Test
    void koreanPasswordsAndLinesOfStandardInputGetThrough() {
        try (ServerProcess server = ServerProcess.launch()
                .in(folder)
                .under(ASCII_ONLY)
                .set("chat.auto-register=false")
                .start()) {
            Jar.runUnder(ASCII_ONLY, folder, "비밀번호1\n", "user", "add", "bob").expect(0);
            Jar.runUnder(ASCII_ONLY, folder, "secret\n", "user", "add", "alice").expect(0);
            try (RawClient client = server.connect()) {
                client.send(Wire.login("bob", "비밀번호2")).expect(Wire.LOGIN_RESPONSE, 33);
                client.login("bob", "비밀번호1").enter(0);
                String[] chat = {
                    "chat", "--user", "alice", "--password", "secret", "--room", "0", "--port", "" + server.port()
                };
                Jar.Finished chatted =
                        Jar.runUnder(ASCII_ONLY, folder, "안녕\n", chat).expect(0);
                assertThat(chatted.out()).contains("안녕");
                assertThat(client.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId())
                        .isEqualTo("alice");
                assertThat(client.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("안녕");
            }
        }
    }

    @Test
    void bytesOfStandardInputThatAreNotUtf8AreRefused() {
        List<String> latin1 = List.of("sh", "-c", "printf 'caf\\351\\n' | \"$@\"", "sh");
        Jar.Finished refused =
                Jar.runUnder(latin1, folder, "", "user", "add", "bob").expect(1);
        assertThat(refused.err()).contains("a password has to be UTF-8 text");
    }

    private static List<String> asciiWith(String variable) {
        List<String> prefix = new ArrayList<>(ASCII_ONLY);
        prefix.add(variable);
        return prefix;
    }

    private static void refused(Path in, List<String> prefix, String start, String... args) {
        Jar.Finished finished = Jar.runUnder(prefix, in, "", args).expect(78);
        assertThat(finished.err())
                .startsWith(start)
                .contains(
                        "has characters that can be read in a UTF-8 locale only",
                        "LC_ALL=C, US-ASCII",
                        "LC_ALL=C.UTF-8");
        assertThat(finished.all().lines()).filteredOn(line -> !line.isEmpty()).hasSize(1);
    }
}
