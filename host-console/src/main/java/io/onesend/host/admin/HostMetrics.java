package io.onesend.host.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.onesend.host.admin.AdminRequests.Answered;
import io.onesend.host.process.ProgramVersion;
import java.util.function.Supplier;

/** The table of the metrics of the host itself: whether it serves, and the limits beside which other numbers are read. */
final class HostMetrics {

    private HostMetrics() {}

    /** Registers the meters; returns what to run before each scrape. */
    static Runnable bind(MeterRegistry registry, Supplier<HostReading> reading) {
        Readings<HostReading> table = new Readings<>(registry, reading);
        table.gauge("onesend.ready", "1 if a login would be served, else 0", host -> host.ready() ? 1 : 0);
        table.gauge(
                "onesend.redis.connected",
                "1 while there is a connection to Redis, else 0",
                host -> host.redisConnected() ? 1 : 0);
        table.gauge(
                "onesend.logic.wait.seconds",
                "longest wait of a task for the logic thread in the last ten seconds",
                HostReading::logicWaitSeconds);
        table.gauge("onesend.limit.sessions", "network.max-sessions", HostReading::sessionLimit);
        table.gauge("onesend.limit.queued.bytes", "network.send.max-total-bytes", HostReading::queuedBytesLimit);
        table.counter(
                "onesend.traces.sent",
                "traces that tracing.otlp took",
                host -> host.traces().sent());
        table.counter(
                "onesend.traces.lost",
                "traces that tracing.otlp did not take, or that were too many at once",
                host -> host.traces().lost());
        return () -> {
            table.refresh();
            table.counters(
                    "onesend.admin.requests",
                    HostMetrics::tags,
                    "answers of the admin port, by route and HTTP status",
                    HostReading::adminRequests);
            table.counters("onesend.config.reloads", "result", "reloads, by how they ended", HostReading::reloads);
        };
    }

    private static Tags tags(Answered answered) {
        return Tags.of("path", answered.route(), "status", Integer.toString(answered.status()));
    }

    /** A gauge that is always 1, with the version of this program as its label. */
    static void bindVersion(MeterRegistry registry) {
        Gauge.builder("onesend.build.info", () -> 1)
                .tag("version", ProgramVersion.version())
                .description("always 1; the label has the version")
                .register(registry);
    }
}
