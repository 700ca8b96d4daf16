package io.onesend.network.logic;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a guest loop for its earliest timer: one task at a time in the schedule of its host. When that timer is cancelled, the
 * alarm stays, and rings in vain once: most timers are cancelled, and the host would be asked for each.
 */
@LogicThread
final class GuestAlarm {

    private final ScheduledExecutorService host;
    private final Runnable ring;

    private @Nullable Future<?> armed;
    private long deadline;

    /**
     * An alarm that is not set.
     *
     * @param ring what the host runs; sets the alarm again if a timer is left
     */
    GuestAlarm(ScheduledExecutorService host, Runnable ring) {
        this.host = host;
        this.ring = ring;
    }

    /** Sets the alarm to this deadline, unless it will ring before. */
    void set(long newDeadline, long now) {
        if (armed != null) {
            if (deadline - newDeadline <= 0) {
                return;
            }
            armed.cancel(false);
        }
        deadline = newDeadline;
        armed = host.schedule(this::ringNow, Math.max(0, newDeadline - now), TimeUnit.NANOSECONDS);
    }

    private void ringNow() {
        armed = null;
        ring.run();
    }
}
