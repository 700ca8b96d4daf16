package io.onesend.network.testing;

import io.onesend.network.Transport;
import java.util.Locale;

/**
 * The transport that a whole run of the tests is on, named by {@code -Donesend.transport=io_uring}. Without that tests which
 * say so run on every transport of the machine, and the others on the one that a server chooses by itself.
 */
public final class TestTransport {

    /** The one named, or {@link Transport#AUTO}. */
    public static final Transport CHOSEN =
            Transport.valueOf(System.getProperty("onesend.transport", "auto").toUpperCase(Locale.ROOT));

    private TestTransport() {}

    /** Whether the run is on one transport only. */
    public static boolean isNamed() {
        return CHOSEN != Transport.AUTO;
    }
}
