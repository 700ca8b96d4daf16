package io.onesend.load.show.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process has used so far.
 *
 * @param residentBytes of physical memory, now; null if the system does not report it in {@code /proc}
 */
record ProcessReading(Duration cpu, @Nullable Long residentBytes) {

    /** A reading of the process; empty unless it is alive and reports its CPU time. */
    static Optional<ProcessReading> of(ProcessHandle process) {
        return process.isAlive()
                ? process.info().totalCpuDuration().map(cpu -> new ProcessReading(cpu, residentBytes(process.pid())))
                : Optional.empty();
    }

    private static @Nullable Long residentBytes(long pid) {
        try {
            return residentBytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException absent) {
            return null;
        }
    }

    /** @param status the text of Linux's {@code /proc/PID/status} */
    static @Nullable Long residentBytes(String status) {
        for (String line : status.split("\n", -1)) {
            String[] words = line.split("\\s+", -1);
            if (words.length == 3 && words[0].equals("VmRSS:") && words[2].equals("kB")) {
                return Long.parseLong(words[1]) * 1_024;
            }
        }
        return null;
    }
}
