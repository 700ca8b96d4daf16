package io.onesend.load.show;

import static io.onesend.load.show.chart.Markup.escape;

import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadMachine;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadTiming;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import io.onesend.load.show.process.ProcessUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables below a report's charts. An empty table is left out. */
final class ReportTables {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double NANOS = 1e9;

    private final LoadResult result;
    private final Formatter page = new Formatter(Locale.ROOT);

    private ReportTables(LoadResult result) {
        this.result = result;
    }

    static String of(LoadResult result) {
        ReportTables tables = new ReportTables(result);
        tables.page.format("<section class=\"tables\" aria-label=\"Tables\">\n");
        tables.counts();
        tables.reasons();
        tables.latencies();
        tables.processes();
        tables.mix();
        tables.timing();
        tables.machine();
        tables.page.format("</section>\n");
        return tables.page.toString();
    }

    private void counts() {
        open("Counts", "", "in all", "per second");
        for (LoadCount count : LoadCount.values()) {
            long number = result.counts().of(count);
            boolean wrong = count.isWrong() && number > 0;
            String rate = LoadResult.FLOWS.contains(count) && number > 0 ? Figures.number(result.perSecond(count)) : "";
            row(wrong ? "wrong" : "", wrong ? "✗ " + count.words() : count.words(), Figures.count(number), rate);
        }
        close();
    }

    private void reasons() {
        if (result.reasons().isEmpty()) {
            return;
        }
        open("What went wrong", "", "times");
        for (FailureReason reason : result.reasons()) {
            row("", reason.words(), Figures.count(reason.times()));
        }
        close();
    }

    private void latencies() {
        List<LatencyKind> kinds = result.kinds();
        if (kinds.isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("at or below"));
        kinds.forEach(kind -> headings.add(kind.plural()));
        open("Latency", headings.toArray(String[]::new));
        for (double percentile : PERCENTILES) {
            latency(Figures.round(percentile) + " %", kind -> result.latencyMicros(kind, percentile));
        }
        latency("all", result::maxMicros);
        latency("mean", result::meanMicros);
        close();
    }

    private void latency(String heading, ToDoubleFunction<LatencyKind> micros) {
        String[] cells = result.kinds().stream()
                .map(kind -> Figures.micros(micros.applyAsDouble(kind)))
                .toArray(String[]::new);
        row("", heading, cells);
    }

    private void processes() {
        if (result.generator() == null && result.server() == null) {
            return;
        }
        open("Processes", "", "CPU", "of one core", "memory", "at most");
        process("generator", result.generator());
        process("server", result.server());
        close();
    }

    private void process(String role, @Nullable ProcessUse use) {
        if (use != null) {
            row(
                    "",
                    role + " (" + use.name() + ", " + use.pid() + ")",
                    Figures.number(use.cpuSeconds()) + " s",
                    Figures.number(use.cpuPercent()) + " %",
                    bytes(use.residentBytes()),
                    bytes(use.peakResidentBytes()));
        }
    }

    private void mix() {
        open("Mix", "scenario", "clients", "rooms", "pace", "bytes");
        for (LoadGroup group : result.description().plan().groups()) {
            boolean sends = group.scenario() == Scenario.CHAT || group.scenario() == Scenario.ECHO;
            row(
                    "wrapping",
                    group.scenario().word(),
                    Figures.count(group.dummies()),
                    rooms(group),
                    group.scenario() == Scenario.CONNECT ? "" : pace(group.pace()),
                    sends ? sizes(group.sizes()) : "");
        }
        close();
    }

    private static String rooms(LoadGroup group) {
        return switch (group.scenario()) {
            case CHAT -> Figures.count(group.rooms()) + ", senders in each: " + Figures.count(group.senders());
            case ROOM -> Figures.count(group.rooms());
            default -> "";
        };
    }

    private static String pace(LoadPace pace) {
        if (pace.isByTheClock()) {
            return Figures.number(pace.rate()) + "/s";
        }
        if (!pace.mostThink().isZero()) {
            String least = Figures.time(seconds(pace.leastThink()));
            String most = Figures.time(seconds(pace.mostThink()));
            return "pauses of " + (least.equals(most) ? most : least + " to " + most);
        }
        return Figures.count(pace.window()) + " at a time";
    }

    private static String sizes(SizeRange sizes) {
        String least = Figures.count(sizes.least());
        return sizes.least() == sizes.most() ? least : least + " to " + Figures.count(sizes.most());
    }

    private void timing() {
        LoadTiming timing = result.description().plan().timing();
        LoadPhases phases = result.phases();
        open("Time", "", "asked for", "began at");
        row("", "ramp", time(timing.ramp()), "0 s");
        row("", "warm-up", time(timing.warmup()), at(timing.warmup().isZero() ? null : phases.workBegan()));
        row("", "work", time(timing.duration()), at(phases.measuredFrom()));
        row("", "end, at most", time(timing.grace()), at(phases.workEnded()));
        close();
    }

    private void machine() {
        LoadMachine machine = result.description().machine();
        open("Machine of the load tool", "", "");
        row("wrapping", "cores", Figures.count(machine.cores()));
        row("wrapping", "processor", machine.processor());
        row("wrapping", "memory", bytes(machine.memoryBytes()));
        row("wrapping", "kernel", machine.kernel());
        row("wrapping", "Java", machine.java());
        row("wrapping", "transport of the clients", machine.transport());
        row("wrapping", "load tool", machine.version());
        close();
    }

    private void open(String caption, String... headings) {
        page.format("<div class=\"table\"><table>\n<caption>%s</caption>\n<thead><tr>", escape(caption));
        for (String heading : headings) {
            page.format("%s", heading.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + escape(heading) + "</th>");
        }
        page.format("</tr></thead>\n<tbody>\n");
    }

    private void row(String style, String heading, String... cells) {
        page.format("<tr class=\"%s\"><th scope=\"row\">%s</th>", style, escape(heading));
        for (String cell : cells) {
            page.format("<td>%s</td>", escape(cell));
        }
        page.format("</tr>\n");
    }

    private void close() {
        page.format("</tbody></table></div>\n");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static String time(Duration duration) {
        return Figures.time(seconds(duration));
    }

    private static String at(@Nullable Double seconds) {
        return seconds == null ? "" : Figures.time(seconds);
    }

    private static String bytes(@Nullable Long bytes) {
        return bytes == null ? "" : Figures.bytes(bytes);
    }
}
