package io.onesend.network.netty;

import io.onesend.network.log.FreshSecond;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Captures the log until it is closed; in these tests the log goes to standard error. No line is missing because others were logged
 * before.
 */
public final class CapturedLog implements AutoCloseable {

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    public CapturedLog() {
        FreshSecond.begin();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    public String text() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(standardError);
    }
}
