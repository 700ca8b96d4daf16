package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The package for operators, unpacked, and its start script. */
public final class Unpacked {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Path folder;

    private Unpacked(Path folder) {
        this.folder = folder;
    }

    /** Unpacks it as its README says, in this folder. */
    public static Unpacked in(Path parent) {
        Command.run(parent, DEADLINE, List.of("tar", "-xzf", file().toString())).expect(0);
        try (Stream<Path> unpacked = Files.list(parent)) {
            List<Path> folders = unpacked.filter(
                            path -> path.getFileName().toString().startsWith("onesend-"))
                    .toList();
            assertThat(folders).hasSize(1);
            return new Unpacked(folders.get(0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The package beside the jar under test. */
    public static Path file() {
        try (Stream<Path> built = Files.list(Jar.path().getParent())) {
            List<Path> packages = built.filter(
                            path -> path.getFileName().toString().matches("onesend-.*(?<!-with-java)\\.tar\\.gz"))
                    .toList();
            assertThat(packages).as("packages beside the jar").hasSize(1);
            return packages.get(0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Runs {@code bin/onesend} to its end in the folder, on this Java. */
    public Jar.Finished run(Path javaHome, String... arguments) {
        return Command.run(folder, DEADLINE, command(javaHome, arguments));
    }

    /** Starts {@code bin/onesend} in the folder and leaves it running. */
    public Jar.Child start(Path javaHome, List<String> environment, String... arguments) {
        List<String> prefix = new ArrayList<>(List.of("env"));
        prefix.addAll(environment);
        return startUnder(javaHome, prefix, arguments);
    }

    /** The same through another command, such as {@code taskset}; or nothing. */
    public Jar.Child startUnder(Path javaHome, List<String> prefix, String... arguments) {
        try {
            return new Jar.Child(Jar.builder(Jar.under(prefix, command(javaHome, arguments)), folder)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> command(Path javaHome, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "JAVA_HOME=" + javaHome, "bin/onesend"));
        command.addAll(List.of(arguments));
        return command;
    }
}
