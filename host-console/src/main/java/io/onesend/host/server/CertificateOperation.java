package io.onesend.host.server;

import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.network.TlsStatistics;
import io.onesend.network.log.Counted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operation that shows the server's certificates. */
final class CertificateOperation {

    private static final long DAY_SECONDS = 86_400;

    private CertificateOperation() {}

    /**
     * The certificates in use.
     *
     * @param reloads how often changed files were read since the start
     * @param lastReload when that was last; null: never
     * @param failedReloads how often they did not fit
     */
    record Certificates(
            List<Certificate> certificates,
            long reloads,
            @Nullable Instant lastReload,
            long failedReloads) {}

    /** @param daysLeft negative: it has expired */
    record Certificate(String name, long daysLeft) {}

    static Operation of(HostState state) {
        return new Operation(
                "certificates",
                List.of(),
                "the server's certificates, and how long they are valid",
                Role.READ,
                Route.get("/certificates"),
                (who, given) -> answer(state.serving()
                        .map(parts -> parts.network().statistics().tls())
                        .orElse(TlsStatistics.NONE)));
    }

    static OpsAnswer answer(TlsStatistics tls) {
        List<Certificate> certificates = tls.certificateSeconds().entrySet().stream()
                .map(entry -> new Certificate(entry.getKey(), Math.floorDiv(entry.getValue(), DAY_SECONDS)))
                .sorted(Comparator.comparingLong(Certificate::daysLeft).thenComparing(Certificate::name))
                .toList();
        Map<String, Long> reloads = tls.certificateReloads();
        Certificates all = new Certificates(
                certificates, reloads.getOrDefault("ok", 0L), tls.lastReload(), reloads.getOrDefault("failed", 0L));
        return OpsAnswer.of(all, lines(all));
    }

    private static List<String> lines(Certificates all) {
        if (all.certificates().isEmpty()) {
            return List.of("no certificate: network.tls.mode is none, or the server is starting");
        }
        List<String> lines = new ArrayList<>();
        all.certificates()
                .forEach(one -> lines.add(one.name() + ", "
                        + (one.daysLeft() < 0 ? "expired" : Counted.of(one.daysLeft(), "day") + " left")));
        lines.add("read anew " + Counted.of(all.reloads(), "time") + " since the start"
                + (all.lastReload() == null
                        ? ""
                        : ", last at " + all.lastReload().truncatedTo(ChronoUnit.SECONDS))
                + (all.failedReloads() == 0
                        ? ""
                        : "; " + Counted.of(all.failedReloads(), "time") + " the new files did not fit, see the log"));
        return lines;
    }
}
