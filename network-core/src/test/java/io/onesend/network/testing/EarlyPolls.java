package io.onesend.network.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets tests that wait look at their condition at once, and then at intervals that double up to a tenth of a second. Awaitility's
 * own first look comes after a tenth of a second, even if the condition has long been true. The builds wait thousands of times. It
 * registers itself as {@link LeakCheck} does.
 */
public final class EarlyPolls implements BeforeAllCallback {

    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((looks, previous) -> afterLook(looks));
    }

    /** How long to wait after so many looks. */
    static Duration afterLook(int looks) {
        Duration doubled = Duration.ofMillis(1L << Math.min(looks, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
