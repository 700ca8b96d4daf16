package io.onesend.network.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onesend.network.DisconnectReason;
import io.onesend.network.testing.StubSession;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

class EventsAreFreeTest {

    private static final int TIMES = 10_000;
    private static final int ROUNDS = 3;

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
        // The JVM itself allocates some 15 KB on this thread at some time, once. What an event allocates is in every
        // round.
        long fewest =
                LongStream.generate(this::allocatedByARound).limit(ROUNDS).min().orElseThrow();

        // Fewer than one byte each, because the measurement itself may allocate some.
        assertThat(fewest).isLessThan(TIMES);
    }

    private long allocatedByARound() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        everyEvent(TIMES);
        return threads.getCurrentThreadAllocatedBytes() - before;
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
