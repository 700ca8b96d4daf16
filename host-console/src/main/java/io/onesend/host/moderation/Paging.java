package io.onesend.host.moderation;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.OpsException;

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

    static OpsException notAnEnd(String after) {
        return OpsException.badRequest(AFTER, "is '" + after + "', with which no list has ended");
    }
}
