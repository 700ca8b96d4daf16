package io.onesend.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session that did not take what was written to it: the same write was outstanding for more than a second. It keeps its session,
 * which may have ended since: drop it after use.
 *
 * @param session the receiver
 * @param lastSeen when it was last found slow
 * @param longest for how long its longest write was outstanding
 * @param mostQueued the most bytes that waited for it while it was slow
 * @param waiting whether that write is still outstanding
 * @param end why the session has ended; null: it has not
 */
public record SlowReceiver(
        Session session,
        Instant lastSeen,
        Duration longest,
        long mostQueued,
        boolean waiting,
        @Nullable DisconnectReason end) {

    /**
     * Checks that nothing is missing.
     *
     * @param session not null
     * @param lastSeen not null
     * @param longest not null
     * @param mostQueued bytes
     * @param waiting whether the write is outstanding
     * @param end null: the session goes on
     */
    public SlowReceiver {
        Objects.requireNonNull(session);
        Objects.requireNonNull(lastSeen);
        Objects.requireNonNull(longest);
    }
}
