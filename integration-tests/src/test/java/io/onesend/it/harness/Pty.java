package io.onesend.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal with a shell in it, and a test in front of it. {@code script} of util-linux makes it; no JDK can. */
public final class Pty implements AutoCloseable {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Process process;
    private final Thread reader;
    private final StringBuilder screen = new StringBuilder();
    private boolean ended;

    private Pty(Process process) {
        this.process = process;
        reader = new Thread(this::gather, "pty-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Runs these lines of shell in a new terminal of 24 by 80. Where nothing can make a terminal, the test is skipped.
     *
     * @param type the terminal's: what {@code TERM} says
     */
    public static Pty run(Path folder, String type, String... shell) {
        assumeTrue(Files.isExecutable(SCRIPT), "skipped: no terminal can be made here without " + SCRIPT);
        String lines = "stty sane rows 24 cols 80\n" + String.join("\n", shell);
        List<String> script = List.of(SCRIPT.toString(), "-qec", lines, "/dev/null");
        ProcessBuilder builder = Jar.builder(Jar.under(Signals.DEFAULTS, script), folder);
        builder.environment().put("TERM", type);
        builder.environment().put("SHELL", "/bin/sh");
        try {
            return new Pty(builder.redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void gather() {
        try (Reader text = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[1_024];
            for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException broken) {
            add(broken.toString().toCharArray(), broken.toString().length());
        } finally {
            end();
        }
    }

    private synchronized void add(char[] text, int count) {
        screen.append(text, 0, count);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Everything that came to the screen, control sequences included. */
    public synchronized String text() {
        return screen.toString();
    }

    public void type(String text) {
        typeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public void typeBytes(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new AssertionError("the terminal is gone; it showed\n" + text(), failed);
        }
    }

    /** Waits until the screen has had a match; returns the first. */
    public MatchResult await(String regex, Duration deadline) {
        return await(regex, 0, deadline);
    }

    /** The same, but looks only behind a place in {@link #text}. */
    public synchronized MatchResult await(String regex, int from, Duration deadline) {
        Pattern pattern = Pattern.compile(regex);
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Matcher matcher = pattern.matcher(screen);
            if (matcher.find(from)) {
                return matcher.toMatchResult();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || ended) {
                throw new AssertionError("nothing matches " + regex + (ended ? ", and the terminal is closed" : "")
                        + "; there is:\n" + visible());
            }
            try {
                wait(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
    }

    /** The screen's text with escapes one can read. */
    public synchronized String visible() {
        return screen.toString().replace("\u001b", "^[");
    }

    /** Waits for the end of the shell; returns its status. */
    public int awaitEnd(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + deadline + ":\n" + visible());
            }
            reader.join(deadline.toMillis());
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Hangs up, as when a terminal's window is closed. */
    public void hangUp() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
