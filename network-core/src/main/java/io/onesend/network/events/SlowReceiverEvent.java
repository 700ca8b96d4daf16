package io.onesend.network.events;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A write has been waiting for its receiver. */
@Name("io.onesend.network.SlowReceiver")
@Label("Slow receiver")
@Description("one write has been outstanding for more than a second; once for each such write")
@AnyThread
final class SlowReceiverEvent extends SessionEvent {

    private static final SlowReceiverEvent SWITCH = new SlowReceiverEvent();

    @Label("Milliseconds")
    @Description("How long the write has been outstanding at least")
    long milliseconds;

    @Label("Queued bytes")
    @DataAmount
    long queuedBytes;

    private SlowReceiverEvent() {}

    static boolean isOn() {
        return SWITCH.isEnabled();
    }

    static void emit(Session session, long milliseconds, long queuedBytes) {
        if (SWITCH.isEnabled()) {
            SlowReceiverEvent event = new SlowReceiverEvent();
            event.of(session);
            event.milliseconds = milliseconds;
            event.queuedBytes = queuedBytes;
            event.commit();
        }
    }
}
