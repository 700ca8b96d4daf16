package io.onesend.network.events;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection was accepted or made. */
@Name("io.onesend.network.SessionStart")
@Label("Session start")
@Description("a connection was let in, or made by a client")
@AnyThread
final class SessionStartEvent extends SessionEvent {

    private static final SessionStartEvent SWITCH = new SessionStartEvent();

    @Label("Door")
    String door = "";

    private SessionStartEvent() {}

    static void emit(Session session) {
        if (SWITCH.isEnabled()) {
            SessionStartEvent event = new SessionStartEvent();
            event.of(session);
            event.door = session.entrance().door().label();
            event.commit();
        }
    }
}
