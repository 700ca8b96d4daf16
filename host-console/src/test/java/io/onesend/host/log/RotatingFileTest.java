package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.config.LogConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {

    @TempDir
    private Path folder;

    private final List<String> complaints = new ArrayList<>();
    private final List<RotatingFile> opened = new ArrayList<>();
    private long nanos;

    @AfterEach
    void close() throws IOException {
        for (RotatingFile file : opened) {
            file.close();
        }
    }

    @Test
    void beginsAnewBeforeAnEventThatWouldNotFitAndKeepsTheYoungest() throws IOException {
        RotatingFile file = open(10, 2);
        for (String event : List.of("one--\n", "two\n", "three\n", "four--\n", "five\n")) {
            write(file, event);
        }
        assertThat(text("s.log")).isEqualTo("five\n");
        assertThat(text("s.log.1")).isEqualTo("four--\n");
        assertThat(text("s.log.2")).isEqualTo("three\n");
        assertThat(names()).containsExactly("s.log", "s.log.1", "s.log.2");
        assertThat(complaints).isEmpty();
    }

    @Test
    void keepsNoOldFileIfNoneIsWanted() throws IOException {
        RotatingFile file = open(10, 0);
        write(file, "one-----\n");
        write(file, "two\n");
        assertThat(names()).containsExactly("s.log");
        assertThat(text("s.log")).isEqualTo("two\n");
    }

    @Test
    void writesAnEventThatIsLongerThanAFileInOnePiece() throws IOException {
        RotatingFile file = open(10, 5);
        write(file, "much longer than ten\n");
        write(file, "x\n");
        assertThat(text("s.log.1")).isEqualTo("much longer than ten\n");
        assertThat(text("s.log")).isEqualTo("x\n");
    }

    @Test
    void goesOnWhereAnEarlierRunEnded() throws IOException {
        Files.writeString(folder.resolve("s.log"), "earlier\n");
        RotatingFile file = open(10, 5);
        write(file, "1\n");
        write(file, "2\n");
        assertThat(text("s.log.1")).isEqualTo("earlier\n1\n");
        assertThat(text("s.log")).isEqualTo("2\n");
    }

    @Test
    void makesTheFoldersThatAreMissing() throws IOException {
        RotatingFile file = open(folder.resolve("a/b/s.log"), 10, 1);
        write(file, "x\n");
        assertThat(text("a/b/s.log")).isEqualTo("x\n");
    }

    @Test
    void beginsAnewInTheSameFolderIfItsNameIsALink() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("s.log"), disk.resolve("real.log"));
        RotatingFile file = open(4, 1);
        write(file, "one\n");
        write(file, "two\n");
        assertThat(text("disk/real.log.1")).isEqualTo("one\n");
        assertThat(text("s.log")).isEqualTo("two\n");
    }

    @Test
    void isThereAgainAfterSomebodyDeletedItOrMovedItAway() throws IOException {
        RotatingFile file = open(100, 1);
        write(file, "one\n");
        Files.delete(folder.resolve("s.log"));
        passTime();
        write(file, "two\n");
        assertThat(text("s.log")).isEqualTo("two\n");

        Files.move(folder.resolve("s.log"), folder.resolve("moved"));
        passTime();
        write(file, "three\n");
        assertThat(text("moved")).isEqualTo("two\n");
        assertThat(text("s.log")).isEqualTo("three\n");
        assertThat(complaints).isEmpty();
    }

    @Test
    void goesOnInAFileThatCannotBeRenamedAndSaysSoOnce() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("s.log.1/x"));
        RotatingFile file = open(4, 1);
        for (int i = 0; i < 3; i++) {
            write(file, "one\n");
            passTime();
        }
        assertThat(text("s.log")).isEqualTo("one\n".repeat(3));
        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith("the log goes on in its old file, because no new " + folder.resolve("s.log"));

        Files.delete(inTheWay);
        Files.delete(folder.resolve("s.log.1"));
        write(file, "two\n");
        assertThat(text("s.log.1")).isEqualTo("one\n".repeat(3));
        assertThat(text("s.log")).isEqualTo("two\n");
    }

    @Test
    void goesOnInTheOldFileWhileNoNewOneCanBeOpened() throws IOException {
        RotatingFile file = open(100, 1);
        write(file, "one\n");
        Files.move(folder.resolve("s.log"), folder.resolve("moved"));
        Files.createDirectory(folder.resolve("s.log"));
        for (int i = 0; i < 2; i++) {
            passTime();
            write(file, "two\n");
        }
        assertThat(text("moved")).isEqualTo("one\ntwo\ntwo\n");
        assertThat(complaints).hasSize(1);

        Files.delete(folder.resolve("s.log"));
        passTime();
        write(file, "three\n");
        assertThat(text("s.log")).isEqualTo("three\n");
    }

    @Test
    void anAttemptThatFailedHalfWayCostsNoOldFile() throws IOException {
        Files.writeString(folder.resolve("s.log.2"), "second");
        Files.writeString(folder.resolve("s.log.3"), "third");
        RotatingFile file = open(4, 3);
        write(file, "one\n");
        write(file, "two\n");
        assertThat(text("s.log.1")).isEqualTo("one\n");
        assertThat(text("s.log.2")).isEqualTo("second");
        assertThat(text("s.log.3")).isEqualTo("third");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysOnceThatADiskIsFullAndThrowsForEachEvent() throws IOException {
        RotatingFile file = open(Path.of("/dev/full"), 10, 1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> write(file, "x\n")).isInstanceOf(IOException.class);
            passTime();
        }
        assertThat(complaints)
                .containsExactly("lines are lost, because /dev/full cannot be written: No space left on device");
    }

    private RotatingFile open(long maxBytes, int oldFiles) throws IOException {
        return open(folder.resolve("s.log"), maxBytes, oldFiles);
    }

    private RotatingFile open(Path path, long maxBytes, int oldFiles) throws IOException {
        LogConfig config =
                new LogConfig(LogConfig.Level.INFO, LogConfig.Format.TEXT, Optional.of(path), maxBytes, oldFiles);
        RotatingFile file = new RotatingFile(path, config, complaints::add, () -> nanos);
        file.open();
        opened.add(file);
        return file;
    }

    private void passTime() {
        nanos += RotatingFile.LOOK_EVERY_NANOS;
    }

    private static void write(RotatingFile file, String event) throws IOException {
        file.write(event.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
