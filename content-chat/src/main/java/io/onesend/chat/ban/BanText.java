package io.onesend.chat.ban;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ban as a store keeps it, in two texts. The field says who: {@code address 10.0.0.0/8} or {@code user alice}. The value has four
 * lines: when it ends and since when it is there, both in milliseconds of the epoch, who decided it, and why. An end of 0 is none.
 */
final class BanText {

    private static final String ADDRESS = "address ";
    private static final String USER = "user ";
    private static final int LINES = 4;

    private BanText() {}

    static String field(BanTarget target) {
        if (target instanceof BanTarget.Addresses addresses) {
            return ADDRESS + addresses.block();
        }
        return USER + target;
    }

    static String value(Ban ban) {
        return millis(ban.until()) + "\n" + ban.since().toEpochMilli() + "\n" + ban.by() + "\n" + ban.reason();
    }

    private static long millis(@Nullable Instant end) {
        return end == null ? 0 : end.toEpochMilli();
    }

    /** Reads what {@link #field} and {@link #value} have written; empty if it is anything else. */
    static Optional<Ban> read(String field, String value) {
        String[] lines = value.split("\n", LINES);
        if (lines.length != LINES) {
            return Optional.empty();
        }
        try {
            long until = Long.parseLong(lines[0]);
            return target(field)
                    .map(target -> new Ban(
                            target,
                            Instant.ofEpochMilli(Long.parseLong(lines[1])),
                            until == 0 ? null : Instant.ofEpochMilli(until),
                            lines[2],
                            lines[3]));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<BanTarget> target(String field) {
        if (field.startsWith(ADDRESS)) {
            return Optional.of(BanTarget.addresses(field.substring(ADDRESS.length())));
        }
        return field.startsWith(USER)
                ? Optional.of(new BanTarget.User(field.substring(USER.length())))
                : Optional.empty();
    }
}
