package io.onesend.load.show.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedProcessTest {

    private static final String STATUS =
            "Name:\tjava\nVmPeak:\t 5000000 kB\nVmRSS:\t  123456 kB\nRssAnon:\t 100000 kB\n";

    @Test
    void readsResidentMemoryOfLinux() {
        assertThat(ProcessReading.residentBytes(STATUS)).isEqualTo(123_456L * 1_024);
        assertThat(ProcessReading.residentBytes("Name:\tkthreadd\nThreads:\t1\n"))
                .isNull();
    }

    @Test
    void tellsWhatWasUsedBetweenReadingsAndInAll() {
        WatchedProcess process = watch(reading(2_500, 300L), reading(3_000, 200L));

        assertThat(process.read(1)).isEqualTo(new ProcessLoad(50, 300L));
        assertThat(process.read(3)).isEqualTo(new ProcessLoad(25, 200L));
        assertThat(process.use()).isEqualTo(new ProcessUse(7, "server", 1, 100 / 3.0, 200L, 300L));
    }

    @Test
    void keepsWhatAnEndedProcessHadUsed() {
        WatchedProcess process = watch(reading(3_000, 300L));

        process.read(2);

        assertThat(process.read(3)).isNull();
        assertThat(process.use()).isEqualTo(new ProcessUse(7, "server", 1, 50, 300L, 300L));
    }

    @Test
    void leavesOutTheMemoryThatTheSystemDoesNotTell() {
        WatchedProcess process =
                new WatchedProcess(7, "server", () -> Optional.of(reading(2_100, null)), reading(2_000, null));

        assertThat(process.read(1)).isEqualTo(new ProcessLoad(10, null));
        assertThat(process.use().peakResidentBytes()).isNull();
    }

    @Test
    void readsThisVeryProcess() {
        WatchedProcess process = WatchedProcess.start(ProcessHandle.current()).orElseThrow();

        assertThat(process.read(1)).isNotNull();
        assertThat(process.use().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(process.use().name()).startsWith("java");
    }

    private static WatchedProcess watch(ProcessReading... readings) {
        ArrayDeque<ProcessReading> left = new ArrayDeque<>(List.of(readings));
        return new WatchedProcess(7, "server", () -> Optional.ofNullable(left.poll()), reading(2_000, 100L));
    }

    private static ProcessReading reading(long cpuMillis, Long residentBytes) {
        return new ProcessReading(Duration.ofMillis(cpuMillis), residentBytes);
    }
}
