package io.onesend.load.show;

import io.onesend.host.text.HostPort;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.show.process.ProcessUse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table at the end of a run. */
final class LoadSummary {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private LoadSummary() {}

    static String of(LoadResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.description().scenario())
                .append(" on ")
                .append(HostPort.of(result.description().target()))
                .append(", ")
                .append(Figures.time(result.seconds()))
                .append(result.stoppedEarly() ? ", stopped early\n\n" : "\n\n");
        counts(text, result);
        latency(text, result);
        processes(text, result);
        return text.append('\n').append(Verdict.of(result)).append('\n').toString();
    }

    private static void counts(StringBuilder text, LoadResult result) {
        for (LoadCount count : LoadCount.values()) {
            long number = result.counts().of(count);
            String rate = LoadResult.FLOWS.contains(count) && number > 0
                    ? Figures.number(result.perSecond(count)) + "/s"
                    : count.isWrong() && number > 0 ? "wrong" : "";
            row(text, count.words(), Figures.count(number), rate);
        }
    }

    private static void latency(StringBuilder text, LoadResult result) {
        for (LatencyKind kind : result.kinds()) {
            text.append('\n');
            String name = kind == LatencyKind.DELIVERY ? "latency" : kind.word() + " latency";
            for (double percentile : PERCENTILES) {
                String row = name + " p" + Figures.round(percentile);
                row(text, row, Figures.micros(result.latencyMicros(kind, percentile)));
            }
            row(text, name + " max", Figures.micros(result.maxMicros(kind)));
        }
    }

    private static void processes(StringBuilder text, LoadResult result) {
        if (result.generator() == null && result.server() == null) {
            return;
        }
        text.append('\n');
        process(text, "generator", result.generator());
        process(text, "server", result.server());
        Double micros = result.serverMicrosPerDelivery();
        if (micros != null) {
            row(text, "server CPU a delivery", Figures.micros(micros));
        }
    }

    private static void process(StringBuilder text, String role, @Nullable ProcessUse use) {
        if (use == null) {
            return;
        }
        String who = role + " (" + use.name() + ", " + use.pid() + ") CPU";
        row(text, who, Figures.number(use.cpuSeconds()) + " s", Figures.number(use.cpuPercent()) + " %");
        Long resident = use.residentBytes();
        if (resident != null) {
            row(text, role + " memory (RSS)", Figures.bytes(resident));
        }
    }

    private static void row(StringBuilder text, String name, String number) {
        row(text, name, number, "");
    }

    private static void row(StringBuilder text, String name, String number, String rate) {
        String row = String.format(Locale.ROOT, "%-32s %15s %14s", name, number, rate);
        text.append(row.stripTrailing()).append('\n');
    }
}
