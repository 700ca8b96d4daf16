package io.onesend.host.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("data").resolve("admin.token");
    }

    private AdminTokens read(String text) throws IOException, TokenFileException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return TokenFile.read(file);
    }

    @Test
    void aLineIsANameARoleAndAToken() throws Exception {
        AdminTokens tokens =
                read("# who\n\nkim operate " + TOKEN + "kim\nprometheus\tread   " + TOKEN + "prom  \n  \n");

        assertThat(tokens.count()).isEqualTo(2);
        assertThat(tokens.find(TOKEN + "kim")).map(AdminToken::name).hasValue("kim");
        assertThat(tokens.find(TOKEN + "kim")).map(AdminToken::mayChange).hasValue(true);
        assertThat(tokens.find(TOKEN + "prom")).map(AdminToken::mayChange).hasValue(false);
        assertThat(tokens.find(TOKEN)).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kim operate, line 1 is not of the form: name role token",
        "kim operate 0123456789abcdef more, line 1 is not of the form: name role token",
        "kim admin 0123456789abcdef, line 1: a role is read or operate",
        "kim operate 0123456789abcde, 'line 1: a token has 16 to 256 characters of ASCII, and no space'",
        "k/m operate 0123456789abcdef, 'line 1: a name has 1 to 32 letters, digits or any of . _ @ -'",
        "# nobody, has 0 tokens; write 1 to 100 lines: name role token",
    })
    void saysWhatIsWrongWithoutShowingAToken(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TokenFileException.class)
                .hasMessage(file + " " + problem)
                .hasMessageNotContaining("0123");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> TokenFile.read(file)).hasMessage(file + " does not exist");
    }

    @Test
    void readsNoEndlessFile() {
        assertThatThrownBy(() -> read(("kim operate " + TOKEN + "\n").repeat(3_000)))
                .hasMessage(file + " is longer than 64 KiB");
    }

    @Test
    void makesAFileOfItsOwnThatOnlyTheOwnerMayRead() throws Exception {
        TokenFile.createIfMissing(file);
        String made = Files.readString(file);
        TokenFile.createIfMissing(file);

        assertThat(made).matches("admin operate [A-Za-z0-9_-]{43}\n");
        assertThat(file).hasContent(made.strip());
        assertThat(TokenFile.read(file).find(made.strip().split(" ")[2]))
                .map(AdminToken::mayChange)
                .hasValue(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(TokenFile.isOpenToOthers(file)).isFalse();
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void noticesThatOthersMayReadIt() throws Exception {
        read("kim operate " + TOKEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(TokenFile.isOpenToOthers(file)).isTrue();
    }

    @Test
    void hostsThatStartAtTheSameTimeEndUpWithOneToken() throws Exception {
        int hosts = 8;
        CyclicBarrier together = new CyclicBarrier(hosts);
        Callable<String> start = () -> {
            together.await();
            TokenFile.createIfMissing(file);
            return Files.readString(file);
        };
        ExecutorService threads = Executors.newFixedThreadPool(hosts);
        try {
            List<Future<String>> read = threads.invokeAll(
                    IntStream.range(0, hosts).mapToObj(i -> start).toList());
            for (Future<String> one : read) {
                assertThat(one.get()).matches("admin operate \\S{43}\n").isEqualTo(Files.readString(file));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }
}
