package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import java.util.List;

/**
 * Where a listener's callbacks run. One session's callbacks always run on one thread.
 *
 * @param loops sessions are spread over these; the caller closes them; none: callbacks run on the I/O threads
 */
public record Logic(List<LogicLoop> loops) {

    /**
     * Takes a copy of the list.
     *
     * @param loops none: callbacks run on the I/O threads, as with {@link #inline}
     */
    public Logic {
        loops = List.copyOf(loops);
    }

    /**
     * All callbacks on one thread: state shared by sessions needs no lock.
     *
     * @param loop the caller closes it, after the server or client
     * @return that loop for every session
     */
    public static Logic on(LogicLoop loop) {
        return new Logic(List.of(loop));
    }

    /**
     * Each session on one of several threads.
     *
     * @param loops at least one; the caller closes them, after the server or client
     * @return gives each session one of these loops in turn
     * @throws IllegalArgumentException if there are none
     */
    public static Logic spread(List<LogicLoop> loops) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("no loops to spread sessions over");
        }
        return new Logic(loops);
    }

    /**
     * Each session on its I/O thread, with no change of thread. This has the least delay; callbacks must never wait. Sends go
     * out at the end of the I/O thread's pass.
     *
     * @return without loops
     */
    public static Logic inline() {
        return new Logic(List.of());
    }

    /** {@return whether callbacks run on the I/O threads} */
    public boolean isInline() {
        return loops.isEmpty();
    }
}
