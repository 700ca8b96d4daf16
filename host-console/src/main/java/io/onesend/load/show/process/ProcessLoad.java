package io.onesend.load.show.process;

import org.jspecify.annotations.Nullable;

/**
 * What a process used in some seconds.
 *
 * @param cpuPercent of one core
 * @param residentBytes at the end of them; null if the system does not report it
 */
public record ProcessLoad(double cpuPercent, @Nullable Long residentBytes) {}
