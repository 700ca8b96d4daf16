package io.onesend.network.events;

import io.onesend.network.Session;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** What every event of ours says: whose session it is. The fields of events are the recorder's to read. */
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
