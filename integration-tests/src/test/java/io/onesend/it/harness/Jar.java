package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program under test: system property {@code onesend.jar}, run by the Java of {@code onesend.java} or else by ours. */
public final class Jar {

    /** Far more than a command takes: the first of a JVM also writes the archive of the classes. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Commands that end by themselves spend their time starting: the first compiler is enough for them. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-ea", "-Xmx256m");

    private Jar() {}

    /** The result of a command that has ended. */
    public record Finished(int status, String out, String err) {

        public Finished expect(int expectedStatus) {
            assertThat(status)
                    .as("exit status of the command; it said\n%s\n%s", out, err)
                    .isEqualTo(expectedStatus);
            return this;
        }

        public String all() {
            return out + "\n" + err;
        }
    }

    public static Path path() {
        Path jar = Path.of(System.getProperty("onesend.jar", "../host-console/target/host-console.jar"));
        assertThat(jar).as("system property onesend.jar; mvn package builds it").isRegularFile();
        return jar.toAbsolutePath();
    }

    public static Path javaHome() {
        return Path.of(System.getProperty("onesend.java.home", System.getProperty("java.home")));
    }

    static String java() {
        return System.getProperty("onesend.java", javaHome().resolve("bin/java").toString());
    }

    static List<String> command(String java, List<String> jvmArgs, List<String> args) {
        List<String> withArchive = new ArrayList<>(ClassArchive.option(java));
        withArchive.addAll(jvmArgs);
        return plainCommand(java, withArchive, args);
    }

    /** The same without the archive of classes. */
    static List<String> plainCommand(String java, List<String> jvmArgs, List<String> args) {
        return plainCommand(java, List.of("-jar", path().toString()), jvmArgs, args);
    }

    /** @param program what makes Java run it */
    static List<String> plainCommand(String java, List<String> program, List<String> jvmArgs, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(jvmArgs);
        command.addAll(program);
        command.addAll(args);
        return command;
    }

    /** Runs a command to its end, with this text as its whole standard input. */
    public static Finished run(Path folder, String input, String... args) {
        return run(command(java(), SHORT_LIVED, List.of(args)), folder, input);
    }

    /** The same, started through a command that executes it, such as {@code env LC_ALL=C}. */
    public static Finished runUnder(List<String> prefix, Path folder, String input, String... args) {
        return run(under(prefix, command(java(), SHORT_LIVED, List.of(args))), folder, input);
    }

    /** The same on another Java. */
    public static Finished runOn(Path javaHome, Path folder, String input, String... args) {
        return run(command(javaHome.resolve("bin/java").toString(), SHORT_LIVED, List.of(args)), folder, input);
    }

    /** The same on another Java, with no option of ours: as a user would. */
    public static Finished runPlainly(Path javaHome, Path folder, String input, String... args) {
        return run(plainCommand(javaHome.resolve("bin/java").toString(), List.of(), List.of(args)), folder, input);
    }

    /** Starts a main class outside the jar and leaves it running; both its streams are the child's {@code out}. */
    public static Child startClass(List<String> jvmArgs, String classPath, String mainClass, String... args) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(args));
        try {
            return new Child(
                    builder(command, Path.of("")).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a command and leaves it running; its folder is the current one of the tests. */
    public static Child start(String... args) {
        try {
            return new Child(builder(command(java(), SHORT_LIVED, List.of(args)), Path.of(""))
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same in a folder, started through a command that executes the one after it. */
    public static Child startIn(Path folder, List<String> prefix, String... args) {
        try {
            return new Child(builder(under(prefix, command(java(), SHORT_LIVED, List.of(args))), folder)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Starts a command with no option of ours and leaves it running.
     *
     * @param prefix a command that becomes the one after it, such as {@code taskset}; or nothing
     */
    public static Child startPlainly(List<String> prefix, String... args) {
        try {
            return new Child(builder(under(prefix, plainCommand(java(), List.of(), List.of(args))), Path.of(""))
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> under(List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Leaves out variables meant for the tests, or for another server: they would configure the child. */
    static ProcessBuilder builder(List<String> command, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ONESEND_"));
        return builder;
    }

    static Finished run(List<String> command, Path folder, String input) {
        try {
            Files.createDirectories(folder);
            Process process = builder(command, folder).start();
            Child child = new Child(process);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedBeforeReading) {
                assertThat(endedBeforeReading).hasMessageContaining("pipe");
            }
            return child.awaitEnd(DEADLINE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A running command. */
    public static final class Child implements AutoCloseable {
        public final Output out;
        public final Output err;
        private final Process process;

        public Child(Process process) {
            this.process = process;
            out = new Output("out-" + process.pid(), process.getInputStream());
            err = new Output("err-" + process.pid(), process.getErrorStream());
        }

        public Process process() {
            return process;
        }

        /** Types a line into its standard input. */
        public void type(String line) {
            try {
                process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException failed) {
                throw new AssertionError("the child does not read: " + out.text() + err.text(), failed);
            }
        }

        public void endInput() {
            try {
                process.getOutputStream().close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        public Finished awaitEnd(Duration deadline) {
            try {
                if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(
                            "still running after " + deadline + ":\n" + out.text() + "\n" + err.text());
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            } finally {
                kill();
            }
            out.awaitEnd();
            err.awaitEnd();
            return new Finished(process.exitValue(), out.text(), err.text());
        }

        /** SIGTERM. Process.destroy would also close our ends of its pipes, and its last words would be lost. */
        public void terminate() {
            process.toHandle().destroy();
        }

        /** SIGKILL. */
        public void kill() {
            process.toHandle().destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
