package io.onesend.host.tracing;

import io.onesend.network.PacketTrace;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps finished traces until its thread has sent them. A trace that finds it full is lost, and counted: no message waits for it. */
final class TraceQueue implements AutoCloseable {

    /** Traces that wait. */
    static final int MOST = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(TraceQueue.class);

    /** Traces of one request. */
    private static final int BATCH = 256;

    /** Traces wait this long for others to leave with them. */
    private static final long GATHER_MILLIS = 200;

    private static final long LAST_SECONDS = 2;

    private final BlockingQueue<PacketTrace> waiting = new ArrayBlockingQueue<>(MOST);
    private final LongAdder sent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final TraceExport export;
    private final Thread thread;
    private volatile boolean closing;

    // The thread of the queue.
    private boolean failing;

    private TraceQueue(TraceExport export) {
        this.export = export;
        this.thread = new Thread(this::sendAll, "trace-export");
        thread.setDaemon(true);
    }

    static TraceQueue start(TraceExport export) {
        TraceQueue queue = new TraceQueue(export);
        queue.thread.start();
        return queue;
    }

    @AnyThread
    void add(PacketTrace trace) {
        if (!waiting.offer(trace)) {
            lost.increment();
        }
    }

    TraceCounts counts() {
        return new TraceCounts(sent.sum(), lost.sum());
    }

    private void sendAll() {
        List<PacketTrace> batch = new ArrayList<>(BATCH);
        try {
            while (!closing || !waiting.isEmpty()) {
                PacketTrace first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, BATCH - 1);
                    send(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("stopped with {} left", Counted.of(waiting.size(), "trace"));
        }
        lost.add(waiting.size());
    }

    private void send(List<PacketTrace> batch) {
        try {
            export.send(batch);
            if (failing) {
                failing = false;
                LOG.info("traces are sent again");
            }
            sent.add(batch.size());
        } catch (IOException | RuntimeException refused) {
            lost.add(batch.size());
            if (!failing) {
                // The metric counts those that follow.
                failing = true;
                LOG.warn("traces are lost: tracing.otlp does not take them: {}", refused.getMessage());
            }
        }
    }

    /** Sends what waits, for two seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
            thread.interrupt();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        export.close();
    }
}
