package io.onesend.network.testing;

import io.onesend.network.Transport;
import java.util.Locale;

/**
 * The transport for a whole test run, set by {@code -Donesend.transport=io_uring}. Without it some tests run on every transport
 * of the machine, as they declare, and the others on the one that a server chooses.
 */
public final class TestTransport {

    /** The transport set, or {@link Transport#AUTO}. */
    public static final Transport CHOSEN =
            Transport.valueOf(System.getProperty("onesend.transport", "auto").toUpperCase(Locale.ROOT));

    private TestTransport() {}

    /** Whether the run uses one transport only. */
    public static boolean isNamed() {
        return CHOSEN != Transport.AUTO;
    }
}
