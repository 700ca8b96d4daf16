package io.onesend.network.events;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Records the network events, if a recording asks for them. Loading an event's class starts Flight Recorder, which takes some
 * 50 ms of a server's first session; so no event class is loaded before there is a recorder.
 */
@AnyThread
public final class NetworkEvents {

    private NetworkEvents() {}

    /**
     * A connection was accepted or made.
     *
     * @param session the new session
     */
    public static void sessionStarted(Session session) {
        if (FlightRecorder.isInitialized()) {
            SessionStartEvent.emit(session);
        }
    }

    /** {@return whether ends of sessions are recorded; ask before adding up {@link SessionTotals}} */
    public static boolean areSessionEndsOn() {
        return FlightRecorder.isInitialized() && SessionEndEvent.isOn();
    }

    /**
     * A connection has ended.
     *
     * @param session the ended session
     * @param reason why it ended; the reason's name is recorded
     * @param totals its traffic
     */
    public static void sessionEnded(Session session, DisconnectReason reason, SessionTotals totals) {
        if (FlightRecorder.isInitialized()) {
            SessionEndEvent.emit(session, reason, totals);
        }
    }

    /**
     * A packet met a byte limit.
     *
     * @param session had no room for a packet
     * @param verdict what became of the packet, or the reason for the session's end
     * @param queuedBytes bytes accepted by the session's send queue and not yet written
     */
    public static void queueFull(Session session, String verdict, long queuedBytes) {
        if (FlightRecorder.isInitialized()) {
            QueueFullEvent.emit(session, verdict, queuedBytes);
        }
    }

    /** {@return whether slow receivers are recorded} */
    public static boolean areSlowReceiversOn() {
        return FlightRecorder.isInitialized() && SlowReceiverEvent.isOn();
    }

    /**
     * A write has been waiting for its receiver.
     *
     * @param session its peer does not read
     * @param milliseconds the least time that the write has been outstanding
     * @param queuedBytes bytes accepted by the session's send queue and not yet written
     */
    public static void receiverIsSlow(Session session, long milliseconds, long queuedBytes) {
        if (FlightRecorder.isInitialized()) {
            SlowReceiverEvent.emit(session, milliseconds, queuedBytes);
        }
    }

    /** {@return an event that begins with a traced packet's frame, or null if it is not recorded} */
    public static @Nullable PacketTraceEvent packetTraceBegun() {
        return FlightRecorder.isInitialized() ? PacketTraceEvent.begun() : null;
    }

    /** {@return an event that begins when a session enters its logic loop's queue, or null if it is not recorded} */
    public static @Nullable LogicDelayEvent logicDelayBegun() {
        return FlightRecorder.isInitialized() ? LogicDelayEvent.begun() : null;
    }
}
