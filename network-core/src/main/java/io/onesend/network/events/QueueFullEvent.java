package io.onesend.network.events;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A packet met a byte limit. */
@Name("io.onesend.network.QueueFull")
@Label("Queue full")
@Description("a packet met a byte limit; the verdict is dropped-newest, dropped-oldest or the reason of the disconnect")
@AnyThread
final class QueueFullEvent extends SessionEvent {

    private static final QueueFullEvent SWITCH = new QueueFullEvent();

    @Label("Verdict")
    String verdict = "";

    @Label("Queued bytes")
    @DataAmount
    long queuedBytes;

    private QueueFullEvent() {}

    static void emit(Session session, String verdict, long queuedBytes) {
        if (SWITCH.isEnabled()) {
            QueueFullEvent event = new QueueFullEvent();
            event.of(session);
            event.verdict = verdict;
            event.queuedBytes = queuedBytes;
            event.commit();
        }
    }
}
