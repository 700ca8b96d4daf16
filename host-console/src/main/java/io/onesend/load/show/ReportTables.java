package io.onesend.load.show;

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
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables below a report's charts. An empty table is left out. */
final class ReportTables {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double NANOS = 1e9;

    private final LoadResult result;
    private final List<ReportTable> tables = new ArrayList<>();

    private ReportTables(LoadResult result) {
        this.result = result;
    }

    static List<ReportTable> of(LoadResult result) {
        ReportTables report = new ReportTables(result);
        report.counts();
        report.reasons();
        report.latencies();
        report.processes();
        report.mix();
        report.timing();
        report.machine();
        return report.tables;
    }

    private void counts() {
        ReportTable table = open("Counts", "", "in all", "per second");
        for (LoadCount count : LoadCount.values()) {
            long number = result.counts().of(count);
            boolean wrong = count.isWrong() && number > 0;
            String rate = LoadResult.FLOWS.contains(count) && number > 0 ? Figures.number(result.perSecond(count)) : "";
            table.add(wrong ? "wrong" : "", wrong ? "✗ " + count.words() : count.words(), Figures.count(number), rate);
        }
    }

    private void reasons() {
        if (result.reasons().isEmpty()) {
            return;
        }
        ReportTable table = open("What went wrong", "", "times");
        for (FailureReason reason : result.reasons()) {
            table.add("", reason.words(), Figures.count(reason.times()));
        }
    }

    private void latencies() {
        List<LatencyKind> kinds = result.kinds();
        if (kinds.isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("at or below"));
        kinds.forEach(kind -> headings.add(kind.plural()));
        ReportTable table = open("Latency", headings.toArray(String[]::new));
        for (double percentile : PERCENTILES) {
            latency(table, Figures.round(percentile) + " %", kind -> result.latencyMicros(kind, percentile));
        }
        latency(table, "all", result::maxMicros);
        latency(table, "mean", result::meanMicros);
    }

    private void latency(ReportTable table, String heading, ToDoubleFunction<LatencyKind> micros) {
        String[] cells = result.kinds().stream()
                .map(kind -> Figures.micros(micros.applyAsDouble(kind)))
                .toArray(String[]::new);
        table.add("", heading, cells);
    }

    private void processes() {
        if (result.generator() == null && result.server() == null) {
            return;
        }
        ReportTable table = open("Processes", "", "CPU", "of one core", "memory", "at most");
        process(table, "generator", result.generator());
        process(table, "server", result.server());
    }

    private static void process(ReportTable table, String role, @Nullable ProcessUse use) {
        if (use != null) {
            table.add(
                    "",
                    role + " (" + use.name() + ", " + use.pid() + ")",
                    Figures.number(use.cpuSeconds()) + " s",
                    Figures.number(use.cpuPercent()) + " %",
                    bytes(use.residentBytes()),
                    bytes(use.peakResidentBytes()));
        }
    }

    private void mix() {
        ReportTable table = open("Mix", "scenario", "clients", "rooms", "pace", "bytes");
        for (LoadGroup group : result.description().plan().groups()) {
            boolean sends = group.scenario() == Scenario.CHAT || group.scenario() == Scenario.ECHO;
            table.add(
                    "wrapping",
                    group.scenario().word(),
                    Figures.count(group.dummies()),
                    rooms(group),
                    group.scenario() == Scenario.CONNECT ? "" : pace(group.pace()),
                    sends ? sizes(group.sizes()) : "");
        }
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
        ReportTable table = open("Time", "", "asked for", "began at");
        table.add("", "ramp", time(timing.ramp()), "0 s");
        table.add("", "warm-up", time(timing.warmup()), at(timing.warmup().isZero() ? null : phases.workBegan()));
        table.add("", "work", time(timing.duration()), at(phases.measuredFrom()));
        table.add("", "end, at most", time(timing.grace()), at(phases.workEnded()));
    }

    private void machine() {
        LoadMachine machine = result.description().machine();
        ReportTable table = open("Machine of the load tool", "", "");
        table.add("wrapping", "cores", Figures.count(machine.cores()));
        table.add("wrapping", "processor", machine.processor());
        table.add("wrapping", "memory", bytes(machine.memoryBytes()));
        table.add("wrapping", "kernel", machine.kernel());
        table.add("wrapping", "Java", machine.java());
        table.add("wrapping", "transport of the clients", machine.transport());
        table.add("wrapping", "load tool", machine.version());
    }

    private ReportTable open(String caption, String... headings) {
        ReportTable table = ReportTable.of(caption, headings);
        tables.add(table);
        return table;
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
