package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.BlockedTasks;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches the logic loops of a server for tasks that block them, on the acceptor's thread, which runs no application code. */
@AnyThread
final class LogicBlocks {

    private final EventLoop thread;
    private final Collection<LogicLoop> loops;

    // Guarded by this.
    private Duration after = Duration.ZERO;
    private @Nullable Future<?> looks;

    LogicBlocks(EventLoop thread, Collection<LogicLoop> loops) {
        this.thread = thread;
        this.loops = loops;
    }

    /** Reports tasks that take this long from now on; zero: none. */
    synchronized void watch(Duration newAfter) {
        if (newAfter.equals(after)) {
            return;
        }
        after = newAfter;
        if (looks != null) {
            looks.cancel(false);
        }
        if (!after.isZero()) {
            BlockedTasks blocked = new BlockedTasks(loops, after);
            long interval = blocked.interval().toNanos();
            looks = thread.scheduleWithFixedDelay(blocked, interval, interval, TimeUnit.NANOSECONDS);
        }
    }
}
