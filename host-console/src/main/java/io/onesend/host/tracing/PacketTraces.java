package io.onesend.host.tracing;

import io.onesend.network.PacketTrace;
import io.onesend.network.PacketTracer;
import java.net.URI;
import java.util.Optional;

/** Chooses by the configuration how many packets are traced, and has their traces sent if there is somewhere to send them to. */
public final class PacketTraces implements PacketTracer, AutoCloseable {

    private final Optional<TraceQueue> queue;
    private volatile int oneIn;

    private PacketTraces(int oneIn, Optional<TraceQueue> queue) {
        this.oneIn = oneIn;
        this.queue = queue;
    }

    /**
     * Begins to take traces.
     *
     * @param oneIn packets, of which one is traced; 0: none
     * @param otlp takes traces as OTLP over HTTP; flight recordings have them in any case
     * @param version of this program, for whoever takes them
     */
    public static PacketTraces start(int oneIn, Optional<URI> otlp, String version) {
        return new PacketTraces(oneIn, otlp.map(to -> TraceQueue.start(OtlpExport.to(to, version))));
    }

    /** Holds for sessions that begin later. */
    public void setOneIn(int packets) {
        oneIn = packets;
    }

    @Override
    public int oneIn() {
        return oneIn;
    }

    @Override
    public void traced(PacketTrace trace) {
        queue.ifPresent(waiting -> waiting.add(trace));
    }

    public TraceCounts counts() {
        return queue.map(TraceQueue::counts).orElse(TraceCounts.NONE);
    }

    @Override
    public void close() {
        queue.ifPresent(TraceQueue::close);
    }
}
