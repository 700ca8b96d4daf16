package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.InboundRate;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.packet.PacketReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes packets of the bytes that a session receives and appends them to its {@link InboundQueue}. Stops reading when the queue
 * is at its high mark, and goes on when it is told to {@link #resume}.
 */
@IoThread
final class InboundReader implements InboundFrames.Sink {

    private final NettySession session;
    private final Channel channel;
    private final SendLane lane;
    private final PacketDecoder<?> decoder;
    private final InboundFrames frames;
    private final @Nullable InboundTokenBucket tokens;

    private boolean stopped;
    private boolean inputEnded;
    private boolean appended;
    private long lastRead;
    private long packets;
    private long bytes;

    InboundReader(NettySession session, Channel channel, SessionContext context, SendLane lane) {
        this.session = session;
        this.channel = channel;
        this.lane = lane;
        this.decoder = context.decoder();
        this.frames = new InboundFrames(context.cutter(), lane.reader());
        InboundRate rate = context.config().inbound().rate();
        this.tokens = rate.isLimited() ? new InboundTokenBucket(rate, System.nanoTime()) : null;
        this.lastRead = lane.now();
    }

    /** Takes ownership of the bytes of one read. */
    void read(ByteBuf data) {
        lastRead = lane.now();
        frames.add(data);
        if (!stopped) {
            cutFrames();
        }
    }

    private void cutFrames() {
        if (tokens != null) {
            tokens.refill(System.nanoTime());
        }
        try {
            if (!frames.cut(this)) {
                stopped = true;
                channel.config().setAutoRead(false);
            }
        } catch (MalformedPacketException fault) {
            session.abort(DisconnectReason.PROTOCOL_ERROR.withDetail(String.valueOf(fault.getMessage())));
        }
    }

    @Override
    public boolean frame(PacketReader frame, int length) {
        packets++;
        bytes += length;
        lane.counters().read(1, length);
        if (tokens != null && !tokens.take(decoder.cost(frame))) {
            session.abort(DisconnectReason.RATE_LIMIT);
            return false;
        }
        Object packet = decoder.decode(frame);
        appended = true;
        return session.inbound().append(packet);
    }

    /** The peer sends nothing more; what it has sent is delivered first. */
    void inputEnded() {
        inputEnded = true;
        if (!stopped) {
            appendEnd();
        }
    }

    private void appendEnd() {
        session.inbound().inputEnded();
        appended = true;
    }

    /** The logic thread has caught up: the rest of the last read comes first, then more is read. */
    void resume() {
        stopped = false;
        lastRead = lane.now();
        cutFrames();
        if (stopped) {
            return;
        }
        if (inputEnded) {
            appendEnd();
        } else if (channel.isActive()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Whether anything was appended since this was last asked: then the logic loop has to be woken. */
    boolean takeAppended() {
        boolean now = appended;
        appended = false;
        return now;
    }

    /** Drops a packet that has not come whole. */
    void release() {
        frames.release();
    }

    boolean hasInputEnded() {
        return inputEnded;
    }

    /** When the peer last sent something; it is not silent while nothing is read from it. */
    long silentSince(long now) {
        return stopped ? now : lastRead;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }
}
