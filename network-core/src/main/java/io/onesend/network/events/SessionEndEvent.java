package io.onesend.network.events;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection is gone. */
@Name("io.onesend.network.SessionEnd")
@Label("Session end")
@Description("a connection is gone: why, what went over it, and what had not gone out")
@AnyThread
public final class SessionEndEvent extends SessionEvent {

    private static final SessionEndEvent SWITCH = new SessionEndEvent();

    @Label("Reason")
    String reason = "";

    @Label("Seconds")
    long seconds;

    @Label("Packets in")
    long packetsIn;

    @Label("Bytes in")
    @DataAmount
    long bytesIn;

    @Label("Packets out")
    long packetsOut;

    @Label("Bytes out")
    @DataAmount
    long bytesOut;

    @Label("Bytes waiting")
    @DataAmount
    long bytesWaiting;

    private SessionEndEvent() {}

    /**
     * What went over a session.
     *
     * @param seconds that it lasted
     * @param packetsIn whole frames received
     * @param bytesIn of frames received, headers and delimiters included
     * @param packetsOut written
     * @param bytesOut written
     * @param bytesWaiting accepted by its send queue and not written when it ended
     */
    public record Totals(
            long seconds, long packetsIn, long bytesIn, long packetsOut, long bytesOut, long bytesWaiting) {}

    /** {@return whether anybody records it: what to ask before adding up {@link Totals}} */
    public static boolean isOn() {
        return SWITCH.isEnabled();
    }

    /**
     * Records the event if anybody wants it.
     *
     * @param session that has ended
     * @param reason why; its name is recorded
     * @param totals what went over it
     */
    public static void emit(Session session, DisconnectReason reason, Totals totals) {
        if (SWITCH.isEnabled()) {
            SessionEndEvent event = new SessionEndEvent();
            event.of(session);
            event.reason = reason.name();
            event.seconds = totals.seconds();
            event.packetsIn = totals.packetsIn();
            event.bytesIn = totals.bytesIn();
            event.packetsOut = totals.packetsOut();
            event.bytesOut = totals.bytesOut();
            event.bytesWaiting = totals.bytesWaiting();
            event.commit();
        }
    }
}
