package io.onesend.host.drain;

import io.onesend.network.log.Counted;
import java.util.Locale;

/**
 * How far a drain is.
 *
 * @param sessions that are there now
 * @param closesInMillis until sessions begin to be closed; 0: they are
 * @param cutInMillis until what is left is cut
 */
public record DrainStatus(Phase phase, int sessions, long closesInMillis, long cutInMillis) {

    /** Where a drain is. */
    public enum Phase {
        /** Not ready any more, and listening still: it can be undone. */
        GRACE,
        /** Sessions are being closed. */
        CLOSING,
        /** Nobody is left. */
        OVER
    }

    /** For people, on one line. */
    public String line() {
        return switch (phase) {
            case GRACE ->
                "draining: " + Counted.of(sessions, "session") + "; closing begins in " + seconds(closesInMillis)
                        + " s, and until then 'undrain' takes it back";
            case CLOSING ->
                "draining: " + Counted.of(sessions, "session") + " left, cut off in " + seconds(cutInMillis) + " s";
            case OVER -> "drained";
        };
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
