package io.onesend.network.events;

import io.onesend.network.Session;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** The base of all events: names the session. Only the recorder reads the fields of events. */
@Category({"onesend", "Network"})
@StackTrace(false)
abstract class SessionEvent extends Event {

    @Label("Session")
    @Description("The number of the session in its server or client")
    long sessionId;

    @Label("Remote address")
    String remoteAddress = "";

    final void of(Session session) {
        sessionId = session.id();
        remoteAddress = session.remoteAddress().toString();
    }
}
