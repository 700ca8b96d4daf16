package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.onesend.load.mix.MixFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no configuration, of the server or of a load run, whatever is in them: one table for both. */
class YamlFileTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = YamlFile.MAX_KIB << 10;

    @TempDir
    private Path folder;

    /** What is in the file, and all that is said of it. */
    static Stream<Arguments> files() {
        return Stream.of(
                file("nested 500 deep as a key's value", "chat: {share: " + "[".repeat(500) + "]".repeat(500) + "}")
                        .says(":1: chat.share needs a value, not a list", ":1: is nested deeper than 16 levels"),
                file("nested in lines", nestedInLines(40))
                        .says(":1: unknown key a", ":17: is nested deeper than 16 levels"),
                file("nested and never closed", "x: " + "{y: ".repeat(50_000))
                        .says(":1: unknown key x", ":1: is nested deeper than 16 levels"),
                file("a list of lists", "[".repeat(100_000)).says(":1: the file is not a mapping of keys to values"),
                file("one byte too long", "#".repeat(MOST_BYTES + 1))
                        .says(": cannot be read: it has more than 256 KiB"),
                file("a key that fills the file", "? " + "n".repeat(MOST_BYTES - 10) + "\n: 1\n")
                        .says(":1: unknown key " + "n".repeat(188) + " … " + "n".repeat(200)),
                file("anchors upon anchors", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
                        .says(":1: unknown key a", ":2: unknown key b", ":3: unknown key c"),
                file("a section by reference", "x: &x {y: 1}\nchat: *x\n")
                        .says(":1: unknown key x", ":2: chat is a section: it needs keys below it, not a value"),
                file("merged sections", "<<: {chat: {}}\n").says(":1: unknown key <<"),
                file("a key twice", "chat: {}\nchat: {}\n").says(":2: duplicate key chat, first on line 1"),
                file("two documents", "chat: {}\n---\nchat: {}\n").says(":3: a second document; the file is one"),
                file("characters that a terminal obeys", "\"\\e[2J\\u202e\": 1\n")
                        .says(":1: unknown key \\u001b[2J\\u202e"),
                file("NUL", "chat: {}\n\0\n").says(":2: contains a NUL character; it has to be UTF-8 text"),
                file("UTF-16 with its mark", "chat: {}\n", StandardCharsets.UTF_16)
                        .says(":1: is UTF-16 text; save it as UTF-8"),
                file("UTF-16 of Windows", "\ufeffchat: {}\n", StandardCharsets.UTF_16LE)
                        .says(":1: is UTF-16 text; save it as UTF-8"),
                file("UTF-16 without a mark", "chat: {}\n", StandardCharsets.UTF_16LE)
                        .says(":1: contains a NUL character; it has to be UTF-8 text"),
                file("Korean, but not UTF-8", "chat: {}\n# 한글\n", Charset.forName("EUC-KR"))
                        .says(":2: is not UTF-8 text"),
                file("a list", "- chat\n").says(":1: the file is not a mapping of keys to values"),
                file("a list as a section", "chat:\n  - share: 1\n")
                        .says(":1: chat is a section: it needs keys below it, not a list"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void saysWhatIsWrongAndWhere(String name, byte[] bytes, List<String> problems) throws IOException {
        Files.write(folder.resolve("f.yaml"), bytes);
        List<String> expected =
                problems.stream().map(problem -> "f.yaml" + problem).toList();

        // The server has no key chat.share, and says so of a value that the load tool finds wrong.
        assertThat(ofServer("f.yaml"))
                .hasSameSizeAs(expected)
                .filteredOn(problem -> !problem.contains("chat.share"))
                .isEqualTo(expected.stream()
                        .filter(problem -> !problem.contains("chat.share"))
                        .toList());
        assertThat(ofLoad("f.yaml")).isEqualTo(expected);
    }

    @Test
    void saysThatATabIsNoIndent() throws IOException {
        Files.writeString(folder.resolve("f.yaml"), "chat:\n\tshare: 1\n");

        assertThat(ofServer("f.yaml"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:2:1: malformed YAML: ")
                .contains("TAB");
        assertThat(ofLoad("f.yaml")).isEqualTo(ofServer("f.yaml"));
    }

    @Test
    void readsAFileWithAByteOrderMarkAndOneOfTheGreatestSize() throws IOException {
        Files.writeString(folder.resolve("f.yaml"), "\ufeffchat: {max-users: 3}\n");
        assertThat(ofServer("f.yaml")).isEmpty();

        Files.writeString(folder.resolve("f.yaml"), "#".repeat(MOST_BYTES));
        assertThat(ofServer("f.yaml")).isEmpty();
    }

    @Test
    void refusesWhatIsNoFileWithoutWaitingForIt() throws IOException, InterruptedException {
        assertThat(ofServer(".")).containsExactly(".: cannot be read: it is a folder");
        assertThat(ofServer("f.yaml")).containsExactly("f.yaml: there is no such file");
        assumeTrue(Files.exists(Path.of("/dev/zero")), "only where there are such files");

        assertThat(ofServer("/dev/zero"))
                .containsExactly("/dev/zero: cannot be read: it is a device or a pipe, and has to be a file");
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        assertThat(ofServer("pipe"))
                .containsExactly("pipe: cannot be read: it is a device or a pipe, and has to be a file");
        assertThat(ofLoad("pipe")).isEqualTo(ofServer("pipe"));
    }

    @Test
    void refusesAFileThatItMayNotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), "chat: {}\n");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root may read everything");

        assertThat(ofServer("f.yaml")).containsExactly("f.yaml: cannot be read: permission denied");
    }

    private List<String> ofServer(String name) {
        return problemsOf(() -> ConfigLoader.load(new ConfigSource(Path.of(name), folder, Map.of(), List.of())));
    }

    private List<String> ofLoad(String name) {
        return problemsOf(() -> MixFile.load(folder, Path.of(name)));
    }

    private static List<String> problemsOf(Runnable loading) {
        return assertTimeoutPreemptively(AT_ONCE, () -> {
            ConfigException failure = catchThrowableOfType(ConfigException.class, loading::run);
            return failure == null
                    ? List.of()
                    : failure.problems().stream().map(Problem::toString).toList();
        });
    }

    private static String nestedInLines(int levels) {
        StringBuilder yaml = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            yaml.append(" ".repeat(level)).append("a:\n");
        }
        return yaml.toString();
    }

    private record Content(String name, byte[] bytes) {
        Arguments says(String... problems) {
            return arguments(name, bytes, List.of(problems));
        }
    }

    private static Content file(String name, String text) {
        return file(name, text, StandardCharsets.UTF_8);
    }

    private static Content file(String name, String text, Charset charset) {
        return new Content(name, text.getBytes(charset));
    }
}
