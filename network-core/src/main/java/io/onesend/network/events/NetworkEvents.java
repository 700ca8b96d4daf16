package io.onesend.network.events;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The way to the events: each is recorded if anybody wants it. An event's class has the recorder set itself up when it is first
 * touched, for some 50 ms of the first session that a server has; so none is before there is a recorder.
 */
@AnyThread
public final class NetworkEvents {

    private NetworkEvents() {}

    /**
     * A connection was let in, or made.
     *
     * @param session that begins
     */
    public static void sessionStarted(Session session) {
        if (FlightRecorder.isInitialized()) {
            SessionStartEvent.emit(session);
        }
    }

    /** {@return whether anybody records ends of sessions: what to ask before adding up {@link SessionTotals}} */
    public static boolean areSessionEndsOn() {
        return FlightRecorder.isInitialized() && SessionEndEvent.isOn();
    }

    /**
     * A connection is gone.
     *
     * @param session that has ended
     * @param reason why; its name is recorded
     * @param totals what went over it
     */
    public static void sessionEnded(Session session, DisconnectReason reason, SessionTotals totals) {
        if (FlightRecorder.isInitialized()) {
            SessionEndEvent.emit(session, reason, totals);
        }
    }

    /**
     * A packet met a byte limit.
     *
     * @param session that had no room for a packet
     * @param verdict what became of the packet, or the reason that the session ends for
     * @param queuedBytes accepted by the session's send queue and not yet written
     */
    public static void queueFull(Session session, String verdict, long queuedBytes) {
        if (FlightRecorder.isInitialized()) {
            QueueFullEvent.emit(session, verdict, queuedBytes);
        }
    }

    /** {@return whether anybody records slow receivers} */
    public static boolean areSlowReceiversOn() {
        return FlightRecorder.isInitialized() && SlowReceiverEvent.isOn();
    }

    /**
     * A write has been waiting for its receiver.
     *
     * @param session whose peer does not read
     * @param milliseconds how long the write has been outstanding at least
     * @param queuedBytes accepted by the session's send queue and not yet written
     */
    public static void receiverIsSlow(Session session, long milliseconds, long queuedBytes) {
        if (FlightRecorder.isInitialized()) {
            SlowReceiverEvent.emit(session, milliseconds, queuedBytes);
        }
    }

    /** {@return an event that begins as a session is put into its logic loop's queue, or null if nobody records it} */
    public static @Nullable LogicDelayEvent logicDelayBegun() {
        return FlightRecorder.isInitialized() ? LogicDelayEvent.begun() : null;
    }
}
