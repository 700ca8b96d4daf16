package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server whose log goes to a pipe that is read only when the test says so. The pipe therefore becomes full: the kernel holds
 * 64 KiB.
 */
public final class LogPipe implements AutoCloseable {

    private final Jar.Child server;
    private final BufferedReader lines;
    private final List<ProcessHandle> redis;
    private final InetSocketAddress address;
    private final Admin admin;

    /** What of the server is the pipe. */
    public enum End {
        STANDARD_ERROR,
        LOG_FILE
    }

    /** Starts the server and reads its log until it listens. */
    public LogPipe(ServerProcess.Launch launch, Path folder, End end) {
        try {
            Path pipe = folder.resolve("log-pipe");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            ServerProcess.Launch piped = switch (end) {
                case STANDARD_ERROR -> launch.under(List.of("sh", "-c", "exec \"$@\" 2>" + pipe, "sh"));
                case LOG_FILE -> launch.set("log.file=" + pipe);
            };
            server = piped.in(folder).startUnchecked();
            lines = new BufferedReader(new InputStreamReader(Files.newInputStream(pipe), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
        Matcher http = readUntil("admin on http://(\\S+):(\\d+)");
        admin = new Admin(new InetSocketAddress(http.group(1), Integer.parseInt(http.group(2))));
        Matcher listening = readUntil("listening on (\\S+):(\\d+)");
        address = new InetSocketAddress(listening.group(1), Integer.parseInt(listening.group(2)));
        redis = server.process().toHandle().descendants().toList();
    }

    /** Reads on, until a line has a match; fails where the log ends first. */
    public Matcher readUntil(String regex) {
        Pattern pattern = Pattern.compile(regex);
        StringBuilder read = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.append(line).append('\n');
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new AssertionError("the log ended without " + regex + ":\n" + read);
    }

    public RawClient connect() {
        return RawClient.connect(address);
    }

    public Admin admin() {
        return admin;
    }

    public void terminate() {
        server.terminate();
    }

    /** Waits for the end with this status, and for that of the server's Redis. */
    public void awaitEnd(int status, Duration deadline) throws InterruptedException {
        assertThat(server.process().waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s", deadline)
                .isTrue();
        assertThat(server.process().exitValue()).isEqualTo(status);
        assertThat(redis.stream().filter(ProcessHandle::isAlive))
                .as("Redis left behind")
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        server.kill();
        redis.forEach(ProcessHandle::destroyForcibly);
        lines.close();
    }
}
