package io.onesend.load;

import java.time.Duration;

/**
 * The times of a run.
 *
 * @param ramp the time over which the dummies start, evenly
 * @param warmup after all have started: turns are taken and accounted for, but their latency is not recorded
 * @param duration of the work after the warm-up
 * @param grace how long to wait at the end for what is under way
 */
public record LoadTiming(Duration ramp, Duration warmup, Duration duration, Duration grace) {}
