package io.onesend.network.log;

/**
 * Lets a test read lines that {@link RateLimitedLog} limits. Most of these logs are one for the JVM, and tests that ran just before may
 * have used up the lines of this second.
 */
public final class FreshSecond {

    private FreshSecond() {}

    /** From here on every log has all lines of a second again. */
    public static void begin() {
        RateLimitedLog.beginSecond();
    }
}
