package io.onesend.host.reload;

import io.onesend.host.config.Change;
import io.onesend.host.config.ConfigException;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The operation that reads the configuration again. */
public final class ReloadOperations {

    private static final String DRY = "dry";

    /** What has changed, or would change; names are those of the JSON answer. */
    record Answer(boolean dry, List<Changed> changes) {

        static Answer of(ReloadResult result) {
            return new Answer(
                    result.dry(), result.changes().stream().map(Changed::of).toList());
        }
    }

    /** One key. */
    record Changed(String key, String before, String after, String origin, String effect) {

        static Changed of(Change change) {
            return new Changed(
                    change.key(),
                    change.before(),
                    change.after(),
                    change.origin(),
                    change.effect().words());
        }
    }

    private ReloadOperations() {}

    /**
     * The row of the table.
     *
     * @param reload empty while the host starts
     */
    public static List<Operation> rows(Supplier<Optional<Reload>> reload) {
        return List.of(new Operation(
                "reload",
                List.of(Argument.flag(DRY, "only say what would change")),
                "read the configuration again",
                Role.OPERATE,
                Route.post("/reload"),
                (who, given) -> run(reload, who, given.flag(DRY))));
    }

    private static OpsAnswer run(Supplier<Optional<Reload>> reload, Operator who, boolean dry) throws OpsException {
        Reload running = reload.get()
                .orElseThrow(() -> new OpsException(OpsException.Kind.UNAVAILABLE, "the server is still starting"));
        try {
            ReloadResult result = running.run(who.toString(), dry);
            return OpsAnswer.of(Answer.of(result), result.lines());
        } catch (ConfigException unusable) {
            throw new OpsException(OpsException.Kind.CONFLICT, "nothing was reloaded: " + unusable.line());
        } catch (ReloadRefusedException refused) {
            throw new OpsException(OpsException.Kind.CONFLICT, "nothing was reloaded: " + refused.getMessage());
        }
    }
}
