package io.onesend.network.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets tests that wait without a deadline of their own wait for half a minute. Awaitility's own ten seconds are less than three times
 * what some conditions take on a busy machine. It registers itself as {@link LeakCheck} does.
 */
public final class LongWaits implements BeforeAllCallback {

    static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(DEADLINE);
    }
}
