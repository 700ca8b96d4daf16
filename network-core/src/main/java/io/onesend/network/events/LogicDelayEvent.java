package io.onesend.network.events;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A session waited in its logic loop's queue for the event's duration. */
@Name("io.onesend.network.LogicDelay")
@Label("Logic delay")
@Description("a session stood in its logic loop's queue for the event's duration, 10 ms or more unless set otherwise")
@Threshold("10 ms")
@AnyThread
public final class LogicDelayEvent extends SessionEvent {

    private static final LogicDelayEvent SWITCH = new LogicDelayEvent();

    @Label("Waiting packets")
    @Description("Packets of the session that were not handled yet")
    long waitingPackets;

    private LogicDelayEvent() {}

    static @Nullable LogicDelayEvent begun() {
        if (!SWITCH.isEnabled()) {
            return null;
        }
        LogicDelayEvent event = new LogicDelayEvent();
        event.begin();
        return event;
    }

    /**
     * Records the event when the session has its turn, if it waited long enough.
     *
     * @param session has its turn
     * @param waiting its packets that are not handled yet
     */
    public void ended(Session session, long waiting) {
        end();
        if (shouldCommit()) {
            of(session);
            waitingPackets = waiting;
            commit();
        }
    }
}
