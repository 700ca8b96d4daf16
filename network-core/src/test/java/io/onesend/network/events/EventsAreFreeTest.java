package io.onesend.network.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onesend.network.DisconnectReason;
import io.onesend.network.testing.StubSession;
import java.lang.management.ManagementFactory;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

class EventsAreFreeTest {

    private static final int TIMES = 10_000;

    private final StubSession session = new StubSession(1);

    @Test
    void allocateNothingWhileNobodyRecords() {
        assertFree();
    }

    /** The recorder stays initialized after a recording. */
    @Test
    void allocateNothingAfterSomebodyHasRecorded() {
        try (Recording recording = new Recording()) {
            recording.start();
        }
        assertThat(FlightRecorder.isInitialized()).isTrue();
        assertFree();
    }

    private void assertFree() {
        everyEvent(100);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        everyEvent(TIMES);

        // Fewer than one byte each, because the measurement itself may allocate some.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES);
    }

    private void everyEvent(int times) {
        for (int i = 0; i < times; i++) {
            NetworkEvents.sessionStarted(session);
            NetworkEvents.queueFull(session, "dropped-newest", i);
            NetworkEvents.receiverIsSlow(session, i, i);
            if (NetworkEvents.areSessionEndsOn()) {
                NetworkEvents.sessionEnded(session, DisconnectReason.IDLE, new SessionTotals(0, 0, 0, 0, 0, 0));
            }
            requireOff(NetworkEvents.logicDelayBegun() == null);
        }
    }

    private static void requireOff(boolean off) {
        if (!off) {
            throw new AssertionError("somebody records");
        }
    }
}
