package io.onesend.network.events;

import io.onesend.network.PacketTrace;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One traced packet; the event lasts from its frame to the last write of what its listener sent. */
@Name("io.onesend.network.PacketTrace")
@Label("Packet trace")
@Description(
        "a packet that a PacketTracer has chosen: times since its frame was whole; a time that did not come is N/A")
@AnyThread
public final class PacketTraceEvent extends SessionEvent {

    /** How Flight Recorder shows a time that there is not. */
    private static final long NOT_AVAILABLE = Long.MIN_VALUE;

    private static final PacketTraceEvent SWITCH = new PacketTraceEvent();

    @Label("Packet")
    @Description("The name of its class")
    String packet = "";

    @Label("Bytes")
    @DataAmount
    int bytes;

    @Label("Decoded")
    @Timespan(Timespan.NANOSECONDS)
    long decoded;

    @Label("Logic begun")
    @Timespan(Timespan.NANOSECONDS)
    long logicBegun;

    @Label("Logic done")
    @Timespan(Timespan.NANOSECONDS)
    long logicDone;

    @Label("Sends")
    @Description("Packets that its listener sent")
    int sends;

    @Label("Encoded")
    @Timespan(Timespan.NANOSECONDS)
    long encoded;

    @Label("First written")
    @Timespan(Timespan.NANOSECONDS)
    long firstWritten;

    @Label("Last written")
    @Timespan(Timespan.NANOSECONDS)
    long lastWritten;

    private PacketTraceEvent() {}

    static @Nullable PacketTraceEvent begun() {
        if (!SWITCH.isEnabled()) {
            return null;
        }
        PacketTraceEvent event = new PacketTraceEvent();
        event.begin();
        return event;
    }

    /**
     * Records the event.
     *
     * @param session has received the packet
     * @param trace its times
     */
    public void ended(Session session, PacketTrace trace) {
        end();
        if (!shouldCommit()) {
            return;
        }
        of(session);
        packet = trace.packet();
        bytes = trace.bytes();
        decoded = nanos(trace.decoded());
        logicBegun = nanos(trace.logicBegun());
        logicDone = nanos(trace.logicDone());
        sends = trace.sends();
        encoded = nanos(trace.encoded());
        firstWritten = nanos(trace.firstWritten());
        lastWritten = nanos(trace.lastWritten());
        commit();
    }

    private static long nanos(@Nullable Duration time) {
        return time == null ? NOT_AVAILABLE : time.toNanos();
    }
}
