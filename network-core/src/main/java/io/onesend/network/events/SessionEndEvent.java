package io.onesend.network.events;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection has ended. */
@Name("io.onesend.network.SessionEnd")
@Label("Session end")
@Description("a connection is gone: why, what went over it, and what had not gone out")
@AnyThread
final class SessionEndEvent extends SessionEvent {

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

    static boolean isOn() {
        return SWITCH.isEnabled();
    }

    static void emit(Session session, DisconnectReason reason, SessionTotals totals) {
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
