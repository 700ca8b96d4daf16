package io.onesend.host.drain;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations that empty the host. */
public final class DrainOperations {

    private static final String OVER = "over";

    /** How far the drain is; names are those of the JSON answer. */
    record Answer(String phase, int sessions, long closesInMillis, long cutInMillis) {

        static Answer of(DrainStatus status) {
            return new Answer(
                    status.phase().name().toLowerCase(Locale.ROOT),
                    status.sessions(),
                    status.closesInMillis(),
                    status.cutInMillis());
        }
    }

    private DrainOperations() {}

    /**
     * The rows of the table.
     *
     * @param drain empty while the host starts
     */
    public static List<Operation> rows(Supplier<Optional<Drain>> drain) {
        return List.of(
                new Operation(
                        "drain",
                        List.of(Argument.optional(OVER, Kind.DURATION, "the time over which sessions are closed")
                                .after(OVER)),
                        "send the users away and stop the server",
                        Role.OPERATE,
                        Route.post("/drain"),
                        (who, given) -> begin(drain, given.duration(OVER))),
                new Operation(
                        "undrain",
                        List.of(),
                        "take a drain back that has closed nothing yet",
                        Role.OPERATE,
                        Route.delete("/drain"),
                        (who, given) -> undo(drain)));
    }

    private static OpsAnswer begin(Supplier<Optional<Drain>> drain, Optional<Duration> over) throws OpsException {
        try {
            DrainStatus status = running(drain).begin(over);
            return OpsAnswer.of(Answer.of(status), status.line());
        } catch (DrainRefusedException refused) {
            throw new OpsException(OpsException.Kind.CONFLICT, refused.getMessage());
        }
    }

    private static OpsAnswer undo(Supplier<Optional<Drain>> drain) throws OpsException {
        try {
            running(drain).undo();
            return OpsAnswer.of(Map.of("draining", false), "the server takes users again");
        } catch (DrainRefusedException refused) {
            throw new OpsException(OpsException.Kind.CONFLICT, refused.getMessage());
        }
    }

    private static Drain running(Supplier<Optional<Drain>> drain) throws OpsException {
        return drain.get()
                .orElseThrow(() -> new OpsException(OpsException.Kind.UNAVAILABLE, "the server is still starting"));
    }
}
