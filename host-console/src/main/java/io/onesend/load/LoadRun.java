package io.onesend.load;

import java.time.Duration;
import java.util.List;

/** A run of dummy clients against one server. Scenarios make it; the code that prints and reports watches it. */
public interface LoadRun extends AutoCloseable {

    /** Starts the clients and returns at once. */
    void start();

    /** Waits until the run is over, what was under way has arrived or is counted as lost, and the clients are closed. */
    boolean awaitEnd(Duration timeout) throws InterruptedException;

    /** Reads the state. One thread at a time: each reading starts the latencies of the next. */
    LoadReading read();

    /** The current phase. Any thread. */
    LoadPhase phase();

    /** What went wrong so far, in words. Any thread. */
    List<FailureReason> reasons();

    /** How long the run takes from its start if nothing goes wrong, ramp included. */
    Duration planned();

    /** Ends at once what still runs. Idempotent. */
    @Override
    void close();
}
