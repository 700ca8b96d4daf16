package io.onesend.network.netty;

import io.onesend.network.PacketTracer;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.PacketReader;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stands between the frames of a session and its {@link InboundReader}, and chooses the packets to trace. Sessions that are not traced
 * have none of these. At random, because sessions that take turns would otherwise always leave the choice to the same one.
 */
@IoThread
final class InboundTracing implements InboundFrames.Sink {

    private final NettySession session;
    private final InboundReader reader;
    private final PacketTracer tracer;
    private final int oneIn;

    InboundTracing(NettySession session, InboundReader reader, PacketTracer tracer, int oneIn) {
        this.session = session;
        this.reader = reader;
        this.tracer = tracer;
        this.oneIn = oneIn;
    }

    @Override
    public boolean frame(PacketReader frame, int length) {
        assert session.inEventLoop();
        return ThreadLocalRandom.current().nextInt(oneIn) == 0
                ? reader.frame(frame, length, new TraceInProgress(session, length, tracer))
                : reader.frame(frame, length);
    }
}
