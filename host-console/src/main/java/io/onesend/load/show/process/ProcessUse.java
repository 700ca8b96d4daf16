package io.onesend.load.show.process;

import org.jspecify.annotations.Nullable;

/**
 * What a process used in a whole run.
 *
 * @param name of its executable
 * @param cpuPercent of one core
 * @param residentBytes at the end; null if the system does not report it
 * @param peakResidentBytes the most that was read
 */
public record ProcessUse(
        long pid,
        String name,
        double cpuSeconds,
        double cpuPercent,
        @Nullable Long residentBytes,
        @Nullable Long peakResidentBytes) {}
