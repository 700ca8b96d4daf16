package io.onesend.host.load;

import java.time.Duration;

/**
 * The times of a run.
 *
 * @param ramp over which the dummies start, evenly
 * @param warmup from when all have started: turns are taken and accounted for, but their latency is not recorded
 * @param duration after the warm-up
 * @param grace how long what is under way at the end is waited for
 */
public record LoadTiming(Duration ramp, Duration warmup, Duration duration, Duration grace) {}
