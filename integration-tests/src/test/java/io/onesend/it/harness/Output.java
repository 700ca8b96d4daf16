package io.onesend.it.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a child's standard output or error, gathered by a thread of their own so that the child never blocks. */
public final class Output {

    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Output(String name, InputStream stream) {
        reader = new Thread(() -> gather(stream), "output-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void gather(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                add(line);
            }
        } catch (IOException broken) {
            // A killed child's pipe may break instead of ending.
            add("(output broke off: " + broken.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public String text() {
        return String.join("\n", lines());
    }

    /** Waits for the first line with a match; those that are there already count. */
    public MatchResult await(String regex, Duration deadline) {
        return await(regex, 0, deadline);
    }

    /** Like {@link #await(String, Duration)}, but skips the first {@code skip} lines. */
    public synchronized MatchResult await(String regex, int skip, Duration deadline) {
        Pattern pattern = Pattern.compile(regex);
        long start = System.nanoTime();
        int next = skip;
        while (true) {
            for (; next < lines.size(); next++) {
                Matcher matcher = pattern.matcher(lines.get(next));
                if (matcher.find()) {
                    return matcher.toMatchResult();
                }
            }
            long left = deadline.toMillis() - (System.nanoTime() - start) / 1_000_000;
            if (left <= 0 || ended) {
                throw new AssertionError("no line matches " + regex + (ended ? ", and the output ended" : "")
                        + "; there is:\n" + String.join("\n", lines));
            }
            try {
                wait(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
    }

    /** To be called once the child has ended: waits for its last lines. */
    void awaitEnd() {
        try {
            reader.join(5_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stop));
        }
    }
}
