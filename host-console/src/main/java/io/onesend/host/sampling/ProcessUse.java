package io.onesend.host.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process has used. It is read without the JDK's management beans, whose classes would cost more than all samples of an
 * hour.
 *
 * @param cpuNanos since the start, of all threads; 0 where the system does not tell
 * @param residentBytes null where the system does not tell
 */
record ProcessUse(long cpuNanos, long heapBytes, @Nullable Long residentBytes) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    static ProcessUse now() {
        long cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
        Runtime heap = Runtime.getRuntime();
        return new ProcessUse(cpu, heap.totalMemory() - heap.freeMemory(), resident());
    }

    private static @Nullable Long resident() {
        try {
            return resident(Files.readAllLines(STATUS));
        } catch (IOException elsewhere) {
            return null;
        }
    }

    /** Linux writes the size as {@code VmRSS:  123456 kB}. */
    static @Nullable Long resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(null);
    }
}
