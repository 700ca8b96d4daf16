package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.FailureReason;
import io.onesend.load.LoadCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report's text; what a browser makes of it is tested beside this. */
class ReportPageTest {

    @Test
    void escapesWhatWasTyped() {
        assertThat(ReportPage.of(SampleRuns.chat(Map.of())))
                .contains("<dd>부하 &lt;script&gt;document.title")
                .doesNotContain("<script>");
    }

    @Test
    void replacesCharactersThatNoDocumentMayHave() {
        LoadResult run = SampleRuns.chat(Map.of(LoadCount.LOST, 1L));

        String page = ReportPage.of(withReason(run, "name\u0000 \u001b[2J \ud800 <b>"));

        assertThat(page).contains("name\ufffd \ufffd[2J \ufffd &lt;b&gt;");
        assertThat(page.chars()).noneMatch(letter -> letter == 0 || letter == 0x1b);
    }

    @Test
    void hasTheTablesInTheirOrder() {
        LoadResult run = SampleRuns.chat(Map.of(LoadCount.LOST, 1L));

        assertThat(ReportTables.of(run))
                .extracting(ReportTable::caption)
                .containsExactly(
                        "Counts", "What went wrong", "Latency", "Processes", "Mix", "Time", "Machine of the load tool");
        assertThat(ReportTables.of(SampleRuns.connectionsElsewhere()))
                .extracting(ReportTable::caption)
                .doesNotContain("Processes", "What went wrong");
    }

    private static LoadResult withReason(LoadResult run, String words) {
        return new LoadResult(
                run.description(),
                run.started(),
                run.seconds(),
                run.stoppedEarly(),
                run.phases(),
                run.counts(),
                List.of(new FailureReason(words, 1)),
                run.latencies(),
                run.ticks(),
                run.generator(),
                run.server(),
                run.serverMicrosPerDelivery());
    }
}
