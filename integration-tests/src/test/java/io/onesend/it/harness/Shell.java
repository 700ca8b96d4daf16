package io.onesend.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of shell around the program under test: for what only a shell gives it. */
public final class Shell {

    private Shell() {}

    /** The program with these arguments, as a shell wants it written. */
    public static String jar(String... args) {
        return quoted(Jar.command(Jar.java(), List.of("-XX:TieredStopAtLevel=1", "-ea", "-Xmx256m"), List.of(args)));
    }

    /** The same with an option of the JVM's beside ours. */
    public static String jar(String jvmOption, String[] args) {
        return quoted(Jar.command(
                Jar.java(), List.of("-XX:TieredStopAtLevel=1", "-ea", "-Xmx256m", jvmOption), List.of(args)));
    }

    /** Runs a line in bash and leaves it running. */
    public static Jar.Child start(Path folder, String line) {
        try {
            return new Jar.Child(
                    Jar.builder(List.of("bash", "-c", line), folder).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static void signal(String name, String pid) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("no process " + pid);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String quoted(List<String> command) {
        List<String> words = new ArrayList<>(command);
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
