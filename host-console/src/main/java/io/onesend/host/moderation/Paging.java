package io.onesend.host.moderation;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.OpsException;
import io.onesend.network.log.Counted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The arguments that every list takes. */
final class Paging {

    static final int MOST = 500;
    static final int USUAL = 100;

    static final String LIMIT = "limit";
    static final String AFTER = "after";

    private Paging() {}

    static Argument limit() {
        return Argument.optional(LIMIT, Kind.NUMBER, "how many, 1 to " + MOST + "; " + USUAL + " if it is not given");
    }

    static Argument after() {
        return Argument.optional(AFTER, Kind.WORD, "where the last list has ended: its 'next'")
                .named();
    }

    static int limit(Arguments given) throws OpsException {
        long limit = given.number(LIMIT).orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw OpsException.badRequest(LIMIT, "is " + limit + " and not 1 to " + MOST);
        }
        return (int) limit;
    }

    /** How many rows to pass over, for a list whose pages are counted. */
    static int passedOver(Arguments given) throws OpsException {
        String after = given.optionalText(AFTER).orElse("0");
        if (!after.matches("[0-9]{1,9}")) {
            throw notAnEnd(after);
        }
        return Integer.parseInt(after);
    }

    /**
     * The last line of a list for people: {@code 2 bans}, or {@code 100 of 230 bans; the next with after=100}.
     *
     * @param shown on this page
     * @param all on all pages
     * @param next null: this page is the last
     */
    static String summary(int shown, int all, String singular, @Nullable String next) {
        String part = shown == all ? "" : shown + " of ";
        return part + Counted.of(all, singular) + (next == null ? "" : "; the next with after=" + next);
    }

    /** An instant for people; programs get its fraction too. */
    static String toTheSecond(String instant) {
        return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static OpsException notAnEnd(String after) {
        return OpsException.badRequest(AFTER, "is '" + after + "', with which no list has ended");
    }
}
