package io.onesend.host.server;

import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.host.admin.AdminPage;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Query;
import io.onesend.host.server.ClusterQuestions.NoAnswerException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The table of pages. */
public final class AdminPages {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private AdminPages() {}

    /**
     * Makes the table.
     *
     * @param metrics the metrics as Prometheus reads them; called on the thread of the page's request
     */
    public static Map<String, AdminPage> of(HostState state, Supplier<String> metrics) {
        ClusterQuestions cluster = state.cluster();
        return Map.of(
                "/livez", query -> liveness(state),
                "/readyz", query -> readiness(state),
                "/metrics", query -> Answer.of(200, PROMETHEUS_TEXT, metrics.get()),
                "/status", query -> json(state.status()),
                "/hosts", query -> hosts(cluster),
                "/whereis", query -> whereis(cluster, query));
    }

    /** Created when the page is first requested: that takes a tenth of the time that a server has to start. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();
    }

    private static Answer json(Object value) {
        return Answer.of(200, Answer.JSON, Json.MAPPER.writeValueAsString(value) + "\n");
    }

    private static Answer liveness(HostState state) {
        return state.standstill().map(reason -> Answer.text(503, reason)).orElseGet(() -> Answer.text(200, "live"));
    }

    private static Answer readiness(HostState state) {
        return state.readiness().map(reason -> Answer.text(503, reason)).orElseGet(() -> Answer.text(200, "ready"));
    }

    private static Answer hosts(ClusterQuestions cluster) {
        try {
            return json(cluster.hosts());
        } catch (NoAnswerException alone) {
            return Answer.text(404, alone.getMessage());
        }
    }

    private static Answer whereis(ClusterQuestions cluster, Query query) {
        Optional<String> userId = query.value("user");
        if (userId.isEmpty()) {
            return Answer.text(400, "whose place? /whereis?user=ID");
        }
        try {
            return cluster.whereis(userId.get())
                    .map(user -> json(UserPlace.of(user)))
                    .orElseGet(() -> Answer.text(404, "not logged in"));
        } catch (NoAnswerException why) {
            return Answer.text(503, why.getMessage());
        }
    }

    /**
     * Where a user is; names are those of the JSON page.
     *
     * @param room null: in none, or the host has not answered
     */
    record UserPlace(
            String user,
            ClusterHost host,
            boolean answered,
            @Nullable Integer room) {

        static UserPlace of(Whereabouts user) {
            return new UserPlace(
                    user.userId(),
                    user.host(),
                    user.answered(),
                    user.room().isPresent() ? user.room().getAsInt() : null);
        }
    }
}
