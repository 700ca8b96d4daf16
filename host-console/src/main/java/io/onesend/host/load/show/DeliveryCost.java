package io.onesend.host.load.show;

import io.onesend.host.load.LoadPhase;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery costs of the server's CPU: from the begin of the work, so without the logins before it, to the last delivery,
 * so without the farewells.
 */
final class DeliveryCost {

    private static final double MICROS = 1_000_000;

    private record Mark(double cpuSeconds, long delivered) {}

    private Mark last = new Mark(0, 0);
    private @Nullable Mark begun;
    private @Nullable Mark ended;

    /** What both have come to since the start of the run. */
    void read(LoadPhase phase, double cpuSeconds, long delivered) {
        Mark now = new Mark(cpuSeconds, delivered);
        if (begun == null && phase != LoadPhase.RAMP) {
            // Work that was over before it was seen began after the reading before.
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
