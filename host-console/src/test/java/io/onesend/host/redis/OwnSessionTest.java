package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal to the whole process group, while a child is between its start and its own session. */
@EnabledOnOs(OS.LINUX)
class OwnSessionTest {

    private static final Waiting WANTED = new Waiting(() -> false, line -> {});

    @TempDir
    private Path folder;

    /** The server is told to end a moment after its child. */
    private static Waiting toldAMomentLater() {
        Iterator<Boolean> answers = List.of(false, false, true).iterator();
        return new Waiting(() -> !answers.hasNext() || answers.next(), line -> {});
    }

    private ProcessBuilder notStartable() {
        return new ProcessBuilder(folder.resolve("absent").toString());
    }

    @Test
    void aChildThatCouldNotBeStartedIsAFailureIfItIsWanted() {
        assertThatThrownBy(() -> OwnSession.start(notStartable(), WANTED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void aChildThatCouldNotBeStartedIsNoFailureIfTheServerIsToldToEnd() {
        assertThatThrownBy(() -> OwnSession.start(notStartable(), toldAMomentLater()))
                .isInstanceOf(CancellationException.class)
                .hasRootCauseMessage("error=2, No such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aChildThatASignalEndsBeforeItIsRedisIsNoFailureIfTheServerIsToldToEnd(String signal) throws IOException {
        Path child = Files.writeString(folder.resolve("child"), "#!/bin/sh\necho $$ > pid\nkill -" + signal + " $$\n");
        Files.setPosixFilePermissions(child, PosixFilePermissions.fromString("rwx------"));
        AtomicInteger asked = new AtomicInteger();
        Waiting toldAfterwards = new Waiting(() -> isOver() && asked.incrementAndGet() > 2, line -> {});

        assertThatThrownBy(() -> RedisProcess.start(
                        new RedisProcess.Launch(child, folder, RedisState.Owner.HOST, toldAfterwards)))
                .isInstanceOf(CancellationException.class);
    }

    private boolean isOver() {
        try {
            String pid = Files.readString(folder.resolve("pid")).strip();
            return !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
        } catch (NoSuchFileException notYet) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
