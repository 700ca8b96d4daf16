package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of the jar's classes, as an operator may have one. The tests start some hundred processes, which spend most of their time
 * loading classes: with an archive each takes half. Every JVM that runs tests makes its own, before its first process.
 */
final class ClassArchive {

    private static final List<String> ONE_START =
            List.of("run", "--set", "network.host=127.0.0.1", "--set", "network.port=0", "--set", "admin.port=0");

    private ClassArchive() {}

    /** Made when it is first asked for. */
    private static final class Made {
        static final Path FILE = make();
    }

    /** The option that uses it, for the Java that it was made with; none for another. */
    static List<String> option(String java) {
        return java.equals(Jar.java()) ? List.of("-XX:SharedArchiveFile=" + Made.FILE) : List.of();
    }

    private static Path make() {
        Path folder = WorkFolder.create("class-archive");
        Path file = folder.resolve("classes.jsa");
        List<String> options = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:ArchiveClassesAtExit=" + file);
        Jar.run(Jar.plainCommand(Jar.java(), options, ONE_START), folder, "quit\n")
                .expect(0);
        assertThat(Files.isRegularFile(file)).as("the archive %s", file).isTrue();
        return file;
    }
}
