package io.onesend.it.speed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CpuTimesTest {

    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** The scheduler counts at its ticks, a few milliseconds apart. */
    private static final double TOLERANCE = 0.9;

    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void countsWhatAThreadHasWorked() {
        var threads = ManagementFactory.getThreadMXBean();
        CpuTimes before = CpuTimes.of(List.of(SELF));
        long begun = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - begun < WORK_NANOS) {
            Thread.onSpinWait();
        }

        double micros = CpuTimes.of(List.of(SELF)).microsSince(before);

        assertThat(micros).isGreaterThan(TOLERANCE * WORK_NANOS / 1e3);
    }

    @Test
    void aProcessThatHasEndedIsNotMeasured() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThatThrownBy(() -> CpuTimes.of(List.of(ended.pid()))).hasMessageContaining("has ended");
    }
}
