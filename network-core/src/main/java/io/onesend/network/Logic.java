package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import java.util.List;

/**
 * Where a listener's callbacks run. One session's callbacks always run on one thread.
 *
 * @param loops sessions are spread over these, which stay the caller's to close; none: callbacks run on the I/O threads
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
     * @param loop stays the caller's, who closes it after the server or client
     * @return that loop for every session
     */
    public static Logic on(LogicLoop loop) {
        return new Logic(List.of(loop));
    }

    /**
     * Each session on one of several threads.
     *
     * @param loops at least one; they stay the caller's, who closes them after the server or client
     * @return these loops in turn, one for each session
     * @throws IllegalArgumentException if there are none
     */
    public static Logic spread(List<LogicLoop> loops) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("no loops to spread sessions over");
        }
        return new Logic(loops);
    }

    /**
     * On the I/O thread of each session, with no change of thread: the least delay, for callbacks that never wait. Sends go
     * out at the end of the I/O thread's pass.
     *
     * @return no loops of the caller's
     */
    public static Logic inline() {
        return new Logic(List.of());
    }

    /** {@return whether callbacks run on the I/O threads} */
    public boolean isInline() {
        return loops.isEmpty();
    }
}
