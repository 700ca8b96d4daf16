package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two lines of the README that make an archive of the classes and start with it. */
@Timeout(180)
class ClassArchiveIT {

    private static final Pattern LINE =
            Pattern.compile("(?m)^java (-XX:\\S+=)host-console\\.jsa -jar host-console/target/host-console\\.jar$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aServerTakesItsClassesFromTheArchiveThatAnEarlierOneLeft(Path javaHome) throws Exception {
        List<String> flags = flagsOfTheReadme();
        assertThat(flags).as("lines of the README").hasSize(2);
        Path archive = folder.resolve("host-console.jsa");

        serve(javaHome, flags.get(0) + archive);
        assertThat(archive).exists();

        Path loaded = folder.resolve("loaded.txt");
        serve(javaHome, flags.get(1) + archive, "-Xlog:class+load:file=" + loaded);
        assertThat(Files.readAllLines(loaded))
                .anyMatch(isArchived("io.onesend.host.server.Host"))
                .anyMatch(isArchived("io.onesend.host.log.LogSetup"))
                .anyMatch(isArchived("org.apache.logging.log4j.core.LoggerContext"));
    }

    private static Predicate<String> isArchived(String type) {
        return line -> line.contains(" " + type + " source: shared objects file (top)");
    }

    private static List<String> flagsOfTheReadme() throws IOException {
        Path page = Readme.root().resolve("host-console").resolve("README.md");
        return LINE.matcher(Files.readString(page))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    /** Starts, serves a login, and stops in order; the archive is written then, which takes longer than the stop. */
    private void serve(Path javaHome, String... flags) throws InterruptedException {
        ServerProcess server =
                ServerProcess.launch().in(folder).java(javaHome).jvm(flags).start();
        try (RawClient client = server.connect()) {
            client.login("kim", "pw");
        }
        server.terminate();
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).as(server.log().toString()).isZero();
    }
}
