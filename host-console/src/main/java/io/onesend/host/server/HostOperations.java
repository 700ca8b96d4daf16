package io.onesend.host.server;

import io.onesend.chat.statistics.Whereabouts;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.host.server.AdminPages.UserPlace;
import io.onesend.host.server.ClusterQuestions.NoAnswerException;
import java.util.List;

/** The operations on the host itself: how it is, what the cluster knows, and its end. */
final class HostOperations {

    private static final String USER = "user";

    private HostOperations() {}

    /** @param quit asks the process to end */
    static List<Operation> rows(HostState state, Runnable quit) {
        ClusterQuestions cluster = state.cluster();
        return List.of(
                new Operation(
                        "status",
                        List.of(),
                        "state, version, doors, numbers and limits of the server",
                        Role.READ,
                        Route.get("/status"),
                        (who, given) -> status(state)),
                new Operation(
                        "hosts",
                        List.of(),
                        "the hosts of the cluster",
                        Role.READ,
                        Route.get("/hosts"),
                        (who, given) -> hosts(cluster)),
                new Operation(
                        "whereis",
                        List.of(Argument.required(USER, Kind.USER, "the id of a user")),
                        "where in a cluster a user is logged in",
                        Role.READ,
                        Route.get("/whereis"),
                        (who, given) -> whereis(cluster, given.text(USER))),
                new Operation(
                        OpsTable.QUIT, List.of(), "stop the server", Role.OPERATE, null, (who, given) -> quit(quit)));
    }

    private static OpsAnswer status(HostState state) {
        HostStatus status = state.status();
        return OpsAnswer.of(status, status::lines);
    }

    static OpsAnswer hosts(ClusterQuestions cluster) throws OpsException {
        try {
            return OpsAnswer.of(cluster.hosts(), cluster.hostLines());
        } catch (NoAnswerException alone) {
            throw new OpsException(OpsException.Kind.NOT_FOUND, alone.getMessage());
        }
    }

    static OpsAnswer whereis(ClusterQuestions cluster, String userId) throws OpsException {
        try {
            Whereabouts place = cluster.whereis(userId)
                    .orElseThrow(() -> new OpsException(OpsException.Kind.NOT_FOUND, userId + " is not logged in"));
            return OpsAnswer.of(UserPlace.of(place), ClusterQuestions.line(place));
        } catch (NoAnswerException why) {
            throw new OpsException(
                    OpsException.Kind.UNAVAILABLE, "where " + userId + " is cannot be told: " + why.getMessage());
        }
    }

    private static OpsAnswer quit(Runnable quit) {
        quit.run();
        return OpsAnswer.of(List.of(), List.of());
    }
}
