package io.onesend.host.sampling;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionOrder;
import io.onesend.network.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The operation that shows what the server does now: on a terminal again each second, else once. */
public final class TopOperation {

    /** The name of the row. */
    public static final String NAME = "top";

    private static final String SORT = "sort";
    private static final String SESSIONS = "sessions";
    private static final String SINCE = "since";

    private static final String PENDING = "pending";
    private static final List<String> SORTS = List.of(PENDING, "in", "out", "age");

    private static final Map<String, SessionOrder> ORDERS = Map.of(
            PENDING,
            SessionOrder.QUEUED,
            "in",
            SessionOrder.BYTES_IN,
            "out",
            SessionOrder.BYTES_OUT,
            "age",
            SessionOrder.AGE);

    /** As many as fit on a small screen. */
    private static final int USUAL_SESSIONS = 10;

    private static final int MOST_SESSIONS = 100;

    private final SampleRing ring;
    private final LongSupplier millis;
    private final Function<SessionQuery, List<SessionInfo>> sessions;

    private TopOperation(SampleRing ring, LongSupplier millis, Function<SessionQuery, List<SessionInfo>> sessions) {
        this.ring = ring;
        this.millis = millis;
        this.sessions = sessions;
    }

    /**
     * The numbers of the last minutes, and some sessions.
     *
     * @param now milliseconds since 1970, by the server's clock
     */
    record Top(long now, List<Sample> samples, List<TopSession> sessions) {}

    /**
     * Makes the row.
     *
     * @param millis the time, in milliseconds since 1970
     * @param sessions finds them; may wait
     */
    public static Operation of(
            SampleRing ring, LongSupplier millis, Function<SessionQuery, List<SessionInfo>> sessions) {
        TopOperation top = new TopOperation(ring, millis, sessions);
        Argument sort = Argument.choice(
                        SORT,
                        SORTS,
                        false,
                        "which sessions come first: those with most bytes waiting,"
                                + " received or sent, or the oldest")
                .after("by");
        Argument count = Argument.optional(
                        SESSIONS, Kind.NUMBER, "how many sessions, at most 100; without it 10, or none with since")
                .named();
        Argument since = Argument.optional(SINCE, Kind.NUMBER, "samples later than this, in milliseconds since 1970")
                .named();
        return new Operation(
                NAME,
                List.of(sort, count, since),
                "load, rates and sessions, each second on a terminal",
                Role.READ,
                Route.get("/samples"),
                (who, given) -> top.answer(given));
    }

    private OpsAnswer answer(Arguments given) throws OpsException {
        List<TopSession> found = found(given);
        Top top = new Top(millis.getAsLong(), ring.since(given.number(SINCE).orElse(0)), found);
        return OpsAnswer.of(top, () -> lines(found));
    }

    private List<String> lines(List<TopSession> found) {
        List<String> lines = new ArrayList<>(TopLines.of(ring.last()));
        if (!found.isEmpty()) {
            lines.add("");
            lines.addAll(TopLines.of(found));
        }
        return lines;
    }

    private List<TopSession> found(Arguments given) throws OpsException {
        // A chart asks each second, and has no use for sessions.
        long usual = given.number(SINCE).isPresent() ? 0 : USUAL_SESSIONS;
        long count = given.number(SESSIONS).orElse(usual);
        if (count > MOST_SESSIONS) {
            throw OpsException.badRequest(SESSIONS, "is more than " + MOST_SESSIONS + ": '" + count + "'");
        }
        if (count == 0) {
            return List.of();
        }
        SessionOrder order = ORDERS.getOrDefault(given.optionalText(SORT).orElse(PENDING), SessionOrder.QUEUED);
        long now = millis.getAsLong();
        return sessions.apply(SessionQuery.by(order).first((int) count)).stream()
                .map(info -> TopSession.of(info, now))
                .toList();
    }
}
