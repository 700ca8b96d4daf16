package io.onesend.host.server;

import io.onesend.host.admin.AdminPage;
import io.onesend.host.admin.AdminPage.Answer;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The table of pages. */
public final class AdminPages {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private AdminPages() {}

    /**
     * Makes the table.
     *
     * @param metrics the metrics as Prometheus reads them; called on the thread of the page's request
     */
    public static Map<String, AdminPage> of(HostState state, Supplier<String> metrics) {
        return Map.of(
                "/livez", () -> liveness(state),
                "/readyz", () -> readiness(state),
                "/metrics", () -> new Answer(200, PROMETHEUS_TEXT, metrics.get()),
                "/status", () -> new Answer(200, JSON, Json.MAPPER.writeValueAsString(state.status()) + "\n"));
    }

    /** Created when the page is first requested: that takes a tenth of the time that a server has to start. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();
    }

    private static Answer liveness(HostState state) {
        return state.standstill().map(reason -> Answer.text(503, reason)).orElseGet(() -> Answer.text(200, "live"));
    }

    private static Answer readiness(HostState state) {
        return state.obstacle().map(reason -> Answer.text(503, reason)).orElseGet(() -> Answer.text(200, "ready"));
    }
}
