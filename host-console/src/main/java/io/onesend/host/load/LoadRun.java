package io.onesend.host.load;

import java.time.Duration;
import java.util.List;

/** Dummy clients at work against one server. Made by a scenario, watched by whoever prints and reports. */
public interface LoadRun extends AutoCloseable {

    /** Starts the clients and returns at once. */
    void start();

    /** Waits until the run is over, what was under way has arrived or is named as lost, and the clients are closed. */
    boolean awaitEnd(Duration timeout) throws InterruptedException;

    /** How it goes. One thread at a time: each reading starts the next one's latencies. */
    LoadReading read();

    /** How far it has come. Any thread. */
    LoadPhase phase();

    /** What went wrong so far, in words. Any thread. */
    List<LoadRemark> remarks();

    /** How long the run takes from its start if nothing goes wrong, ramp included. */
    Duration planned();

    /** Ends at once whatever still runs. Idempotent. */
    @Override
    void close();
}
