package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadCount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadSummaryTest {

    @Test
    void namesWhatWentWrong() {
        String summary = LoadSummary.of(SampleRuns.chat(Map.of(LoadCount.LOST, 3L, LoadCount.REORDERED, 1L)));

        assertThat(summary)
                .containsPattern("(?m)^lost +3 +wrong$")
                .containsPattern("(?m)^out of order +1 +wrong$")
                .containsPattern("(?m)^delivered twice +0$")
                .endsWith("\n4 things went wrong: lost 3, out of order 1.\n");
    }

    @Test
    void showsLatenciesAndWhatBothSidesUsed() {
        assertThat(LoadSummary.of(SampleRuns.chat(Map.of())))
                .startsWith("chat on 127.0.0.1:11021, 60 s\n")
                .containsPattern("(?m)^latency p50 +\\d+ µs$")
                .containsPattern("(?m)^latency p99\\.9 +[\\d.]+ ms$")
                .containsPattern("(?m)^generator \\(java, 4711\\) CPU +38\\.5 s +63\\.9 %$")
                .containsPattern("(?m)^server \\(java, 4242\\) CPU +15\\.8 s +26\\.1 %$")
                .containsPattern("(?m)^server memory \\(RSS\\) +150 MiB$")
                .containsPattern("(?m)^login latency p50 +310 ms$")
                .containsPattern("(?m)^enter latency max +5\\.00 ms$")
                .containsPattern("(?m)^server CPU a delivery +3\\.25 µs$");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(LoadSummary.of(SampleRuns.connectionsElsewhere()))
                .startsWith("connect on chat.example:11021, 3 s, stopped early\n")
                .containsPattern("(?m)^connections opened +50 +50\\.0/s$")
                .doesNotContain("latency", "CPU", "RSS", "NaN");
    }
}
