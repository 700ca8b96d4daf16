package io.onesend.network.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onesend.network.DisconnectReason;
import io.onesend.network.testing.StubSession;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class EventsAreFreeTest {

    private static final int TIMES = 10_000;

    private final StubSession session = new StubSession(1);

    @Test
    void allocateNothingWhileNobodyRecords() {
        everyEvent(100);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        everyEvent(TIMES);

        // Fewer than one byte each: the measuring itself may cost some.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES);
    }

    private void everyEvent(int times) {
        for (int i = 0; i < times; i++) {
            SessionStartEvent.emit(session);
            QueueFullEvent.emit(session, "dropped-newest", i);
            SlowReceiverEvent.emit(session, i, i);
            if (SessionEndEvent.isOn()) {
                SessionEndEvent.emit(session, DisconnectReason.IDLE, new SessionEndEvent.Totals(0, 0, 0, 0, 0, 0));
            }
            requireOff(LogicDelayEvent.begun() == null);
        }
    }

    private static void requireOff(boolean off) {
        if (!off) {
            throw new AssertionError("somebody records");
        }
    }
}
