package io.onesend.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Any command, without the variables that are meant for the tests. */
public final class Command {

    private Command() {}

    /** Runs a command in a folder to its end, without input. */
    public static Jar.Finished run(Path folder, Duration deadline, List<String> command) {
        try {
            Jar.Child child = new Jar.Child(Jar.builder(command, folder).start());
            child.endInput();
            return child.awaitEnd(deadline);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
