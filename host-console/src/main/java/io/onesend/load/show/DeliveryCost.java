package io.onesend.load.show;

import io.onesend.load.LoadPhase;
import org.jspecify.annotations.Nullable;

/**
 * Computes the server's CPU time for each delivery, from the beginning of the work to the last delivery. The logins before and
 * the closing after are left out.
 */
final class DeliveryCost {

    private static final double MICROS = 1_000_000;

    private record Mark(double cpuSeconds, long delivered) {}

    private Mark last = new Mark(0, 0);
    private @Nullable Mark begun;
    private @Nullable Mark ended;

    /** Takes both totals since the start of the run. */
    void read(LoadPhase phase, double cpuSeconds, long delivered) {
        Mark now = new Mark(cpuSeconds, delivered);
        if (begun == null && phase != LoadPhase.RAMP) {
            // If the work was over before a reading saw it, it began after the previous reading.
            begun = phase == LoadPhase.END ? last : now;
        }
        if (delivered > last.delivered) {
            ended = now;
        }
        last = now;
    }

    /** Null if nothing was delivered in that time. */
    @Nullable
    Double microsPerDelivery() {
        if (begun == null || ended == null || ended.delivered <= begun.delivered) {
            return null;
        }
        return (ended.cpuSeconds - begun.cpuSeconds) * MICROS / (ended.delivered - begun.delivered);
    }
}
