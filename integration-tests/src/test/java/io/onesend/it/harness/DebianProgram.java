package io.onesend.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that others wrote, from a Debian package. A test that needs one which is not installed is skipped and says what to
 * install; CI installs them all.
 */
public enum DebianProgram {
    NC("nc", "netcat-openbsd"),
    REDIS_SERVER("redis-server", "redis-server"),
    REDIS_CLI("redis-cli", "redis-tools"),
    REDIS_BENCHMARK("redis-benchmark", "redis-tools"),
    MOSQUITTO_PUB("mosquitto_pub", "mosquitto-clients"),
    MOSQUITTO_SUB("mosquitto_sub", "mosquitto-clients"),
    HAPROXY("haproxy", "haproxy"),
    NGINX("nginx", "nginx libnginx-mod-stream"),
    SYSTEMD_ANALYZE("systemd-analyze", "systemd"),
    PROMTOOL("promtool", "prometheus");

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final String command;
    private final String debianPackage;

    DebianProgram(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** Starts it and leaves it running. */
    public Jar.Child start(String... args) {
        assumeInstalled();
        // What it prints is to be seen at once, although it does not print to a terminal.
        List<String> line = new ArrayList<>(List.of("stdbuf", "-oL", command));
        line.addAll(List.of(args));
        try {
            return new Jar.Child(new ProcessBuilder(line).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs it to its end, with nothing on its standard input. */
    public Jar.Finished run(String... args) {
        try (Jar.Child child = start(args)) {
            child.endInput();
            return child.awaitEnd(DEADLINE);
        }
    }

    /** Skips the test that calls this if the program is not here: for one that is started through a shell. */
    public void assumeInstalled() {
        assumeTrue(
                isInstalled(),
                () -> "no " + command + " on the PATH, so it is not tested with: apt-get install " + debianPackage);
    }

    private boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .anyMatch(file -> file.toFile().canExecute());
    }
}
