package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.onesend.host.command.CommandContext;
import io.onesend.host.config.SystemText;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.StopSignal;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadWatchTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StopSignal stop = new StopSignal();

    private LoadCounts watch(FakeRun run, String... options) {
        Scenario scenario = new Scenario();
        new CommandLine(scenario).parseArgs(options);
        CommandContext context = new CommandContext(
                new BufferedReader(new StringReader("")),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                Map.of(),
                folder,
                SystemText.ofProcess(),
                stop);
        return LoadWatch.watch(run, SampleRuns.description(), scenario.outputs, context, OFTEN);
    }

    @Test
    void readsARunToItsEndAndReturnsWhatItCounted() {
        FakeRun run = new FakeRun(3);

        LoadCounts counts = watch(run);

        assertThat(counts.of(LoadCount.DELIVERED)).isEqualTo(3 * FakeRun.DELIVERED_PER_READING);
        assertThat(run.readings).isEqualTo(3);
        assertThat(run.closed).isTrue();
        assertThat(out.toString())
                .startsWith("chat on 127.0.0.1:11021, ")
                .containsPattern("delivered once, in order +30 ")
                .containsPattern("latency max +3\\.00 ms")
                .contains("generator (java, ")
                .endsWith("Nothing went wrong: 30 delivered, each once and in order.\n");
        assertThat(err.toString()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void endsTheRunInOrderWhenAskedToStopAndStillSaysWhatItCounted() {
        FakeRun[] run = new FakeRun[1];
        run[0] = new FakeRun(FakeRun.ENDLESS, () -> {
            if (run[0].readings == 2) {
                stop.request();
            }
        });

        LoadCounts counts = watch(run[0]);

        assertThat(stop.isHandled()).isTrue();
        assertThat(run[0].closed).isTrue();
        assertThat(run[0].readings).as("one more for what the end brought").isEqualTo(3);
        assertThat(counts.of(LoadCount.DELIVERED)).isEqualTo(30);
        assertThat(out.toString()).contains(", stopped early\n", "Nothing went wrong: 30 delivered");
    }

    @Test
    void writesAReportWithTheLogBesideItAndJson() throws IOException {
        watch(new FakeRun(4), "--report", "보고서/today", "--json", "run.json", "--log", "raw.hlog");

        assertThat(Files.readString(folder.resolve("보고서/today/report.html"))).startsWith("<!doctype html>");
        JsonNode json = new JsonMapper().readTree(Files.readString(folder.resolve("run.json")));
        assertThat(json.path("counts").path("delivered").asLong()).isEqualTo(40);
        Path log = folder.resolve("raw.hlog");
        assertThat(folder.resolve("보고서/today/latency.hlog")).hasSameTextualContentAs(log);
        Map<String, Histogram> byTag = totals(log);
        assertThat(byTag).containsOnlyKeys("", "login");
        assertThat(byTag.get("").getTotalCount()).as("deliveries alone").isEqualTo(40);
        assertThat(byTag.get("").getMinValue()).isCloseTo(1_000_000, withPercentage(0.1));
        assertThat(byTag.get("login").getTotalCount()).isEqualTo(4);
        assertThat(byTag.get("login").getMinValue()).isCloseTo(7_000_000, withPercentage(0.1));
        assertThat(json.path("latencyMicros").path("max").asDouble()).isCloseTo(4_000, withPercentage(0.1));
        assertThat(out.toString()).contains("written: run.json", "written: 보고서/today/report.html");
    }

    /** The totals of the log by tag; those without a tag under the empty text. */
    private static Map<String, Histogram> totals(Path log) throws IOException {
        Map<String, Histogram> totals = new HashMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                totals.computeIfAbsent(Objects.requireNonNullElse(histogram.getTag(), ""), tag -> new Histogram(3))
                        .add(histogram);
            }
        }
        return totals;
    }

    @Test
    void writesNothingButJsonToStandardOutputWhenThatIsAskedFor() {
        watch(new FakeRun(2), "--json", "-", "--report", "report");

        assertThat(new JsonMapper().readTree(out.toString()).path("wrong").asLong(-1))
                .isZero();
        assertThat(err.toString()).contains("Nothing went wrong", "written: report/report.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--report", "--json", "--log"})
    void saysBeforeTheStartWhatCannotBeWritten(String option) throws IOException {
        Files.writeString(folder.resolve("taken"), "");
        FakeRun run = new FakeRun(2);

        assertThatThrownBy(() -> watch(run, option, "taken/below"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("cannot write ")
                .hasMessageContaining("taken");
        assertThat(run.started).isFalse();
        assertThat(run.closed).isTrue();
    }

    @Test
    void namesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> watch(new FakeRun(2), "--json", "absent/run.json"))
                .hasMessage("cannot write " + folder.resolve("absent/run.json") + ": there is no such folder");
    }

    @Test
    void leavesNoFileBehindWhenItOnlyLooksWhetherItCouldWrite() {
        assertThatThrownBy(() -> watch(new FakeRun(2), "--json", "run.json", "--log", "absent/raw.hlog"))
                .isInstanceOf(CommandFailedException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesTheOthersWhenOneOutputFails() {
        FakeRun run = new FakeRun(2, () -> makeFolder("run.json"));

        assertThatThrownBy(() -> watch(run, "--json", "run.json", "--report", "report"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("cannot write " + folder.resolve("run.json"));
        assertThat(out.toString()).contains("Nothing went wrong");
        assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
    }

    private void makeFolder(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void watchesTheServerThatIsNamed() {
        String self = Long.toString(ProcessHandle.current().pid());

        watch(new FakeRun(2), "--server-pid", self);

        assertThat(out.toString()).contains("server (java, " + self + ") CPU", "server CPU a delivery");
    }

    @Test
    void refusesOptionsThatCannotBeFollowed() {
        FakeRun run = new FakeRun(2);

        assertThatThrownBy(() -> watch(run, "--json", "same", "--log", "same"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--json and --log name the same file");
        assertThatThrownBy(() -> watch(run, "--server-pid", "99999999999"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--server-pid 99999999999: there is no such process");
        assertThat(run.started).isFalse();
    }

    @Command
    private static final class Scenario {
        @Mixin
        private LoadOutputOptions outputs = new LoadOutputOptions();
    }
}
