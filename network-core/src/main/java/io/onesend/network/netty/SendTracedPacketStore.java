package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store of a session that is traced: a packet that the listener of a traced packet sends has its trace beside it in the queue,
 * which is told when its write has ended. Never drops the oldest.
 */
final class SendTracedPacketStore extends SendPacketStore {

    /** A packet in the queue, with the trace that waits for its write. */
    private record Traced(EncodedPacket packet, TraceInProgress trace) {}

    // I/O thread: those of the packets that were taken out for the write under way.
    private final List<TraceInProgress> taken = new ArrayList<>(1);

    SendTracedPacketStore(SendAccount account, SendBatch batch, SendVerdicts verdicts) {
        super(account, batch, verdicts, false);
    }

    @Override
    @AnyThread
    boolean enqueue(Object item) {
        TraceInProgress trace = TraceInProgress.handledHere();
        if (trace == null || !(item instanceof EncodedPacket packet)) {
            return super.enqueue(item);
        }
        trace.sends();
        boolean isQueued = super.enqueue(new Traced(packet, trace));
        if (!isQueued) {
            trace.refused();
        }
        return isQueued;
    }

    @Override
    @IoThread
    @Nullable
    EncodedPacket takeOut(Object item) {
        if (!(item instanceof Traced traced)) {
            return super.takeOut(item);
        }
        taken.add(traced.trace());
        return traced.packet();
    }

    @Override
    @IoThread
    public void written() {
        super.written();
        for (TraceInProgress trace : taken) {
            trace.written();
        }
        taken.clear();
    }

    @Override
    @IoThread
    public boolean discard() {
        boolean done = super.discard();
        for (TraceInProgress trace : taken) {
            trace.dropped();
        }
        taken.clear();
        return done;
    }
}
