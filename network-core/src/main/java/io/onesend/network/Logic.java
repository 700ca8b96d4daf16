package io.onesend.network;

import io.onesend.network.logic.LogicLoop;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a listener's callbacks run. One session's callbacks always run on one thread.
 *
 * @param loops sessions are spread over these; the caller closes them; none: callbacks run on the I/O threads
 * @param rule gives the index of a session's loop; null: each session has the next loop in turn
 */
public record Logic(List<LogicLoop> loops, @Nullable ToIntFunction<Arrival> rule) {

    /**
     * What is known of a connection when its loop is chosen.
     *
     * @param sessionId the {@link Session#id} that its session has
     * @param remoteAddress the peer's
     * @param localAddress this side's: it tells the endpoint that a server was reached at
     */
    public record Arrival(long sessionId, SocketAddress remoteAddress, SocketAddress localAddress) {}

    /**
     * Takes a copy of the list.
     *
     * @param loops none: callbacks run on the I/O threads, as with {@link #inline}
     * @param rule called once for each connection, or null
     */
    public Logic {
        loops = List.copyOf(loops);
    }

    private Logic(List<LogicLoop> loops) {
        this(loops, null);
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
        return new Logic(atLeastOne(loops));
    }

    /**
     * Each session on the one of several threads that a rule gives it.
     *
     * @param loops at least one; the caller closes them, after the server or client
     * @param rule gives the index of the session's loop in the list. It is called once for each connection, on its I/O thread, and
     *     must not block. If it throws, or gives an index that is not in the list, this connection is refused with {@link
     *     DisconnectReason#NO_LOGIC_LOOP}, and the error is logged; a client's attempt to connect fails
     * @return gives each session the loop that the rule names
     * @throws IllegalArgumentException if there are no loops
     */
    public static Logic spread(List<LogicLoop> loops, ToIntFunction<Arrival> rule) {
        return new Logic(atLeastOne(loops), rule);
    }

    private static List<LogicLoop> atLeastOne(List<LogicLoop> loops) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("no loops to spread sessions over");
        }
        return loops;
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
