package io.onesend.host.tracing;

import io.onesend.network.PacketTrace;
import java.io.IOException;
import java.util.List;

/** Sends traces elsewhere. Used by one thread, which may wait. */
interface TraceExport extends AutoCloseable {

    /**
     * Sends all of them, and waits until they have been taken.
     *
     * @throws IOException if they were not
     */
    void send(List<PacketTrace> traces) throws IOException;

    @Override
    void close();
}
