package io.onesend.chat.ban;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps somebody out for a time, or for good.
 *
 * @param target who is kept out
 * @param since when it was decided
 * @param until when it ends; null: it does not end by itself
 * @param by the operator who decided it
 * @param reason for operators; may be empty
 */
public record Ban(BanTarget target, Instant since, @Nullable Instant until, String by, String reason) {

    /** Those that end first come first; of those that do not end, the oldest. */
    static final Comparator<Ban> FIRST_TO_END = Comparator.comparing(Ban::end).thenComparing(Ban::since);

    public Ban {
        Objects.requireNonNull(target);
        // As a store keeps it: what is read again is equal.
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        by = by.replaceAll("\\R", " ");
        reason = reason.replaceAll("\\R", " ");
    }

    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    private Instant end() {
        return until == null ? Instant.MAX : until;
    }
}
