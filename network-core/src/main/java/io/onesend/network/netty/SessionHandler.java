package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.InboundRate;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The only handler of a session's channel: lets the session in, reads and decodes its packets, and sees its end. */
@IoThread
final class SessionHandler extends ChannelInboundHandlerAdapter implements SendQueue.Listener, InboundFrames.Sink {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(SessionHandler.class), Level.ERROR);

    private final SessionContext context;
    private final SendLane lane;
    private final Channel channel;
    private final NettySession session;
    private final InboundFrames frames;
    private final @Nullable TokenBucket tokens;
    private final SessionTimeouts timeouts;
    private final long startedAt = System.nanoTime();

    /** This handler's index in its lane's list; only the lane changes it. */
    int laneIndex;

    private @Nullable SessionOrderlyClose orderlyClose;
    private boolean admitted;
    private boolean readingStopped;
    private boolean inputEnded;
    private boolean appendedInThisRead;
    private long lastRead;
    private long packetsIn;
    private long bytesIn;

    SessionHandler(long sessionId, Channel channel, SessionContext context, SendLane lane) {
        this.context = context;
        this.lane = lane;
        this.channel = channel;
        this.frames = new InboundFrames(context.cutter(), lane.reader());
        this.session = new NettySession(sessionId, channel, context, this, lane);
        this.lastRead = lane.now();
        this.timeouts = new SessionTimeouts(session, context.config(), lastRead);
        InboundRate rate = context.config().inbound().rate();
        this.tokens = rate.isLimited() ? new TokenBucket(rate, startedAt) : null;
    }

    NettySession session() {
        return session;
    }

    // ---- the connection comes and goes

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        DisconnectReason refusal = session.connected()
                ? context.live().admit(session)
                : context.live().refuse(DisconnectReason.GONE_ON_ARRIVAL);
        if (refusal != null) {
            session.lost(refusal);
            context.ends().refused(session, refusal);
            channel.close();
            return;
        }
        admitted = true;
        lane.enter(this);
        NetworkEvents.sessionStarted(session);
        wakeLogic();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        frames.release();
        if (!admitted) {
            return;
        }
        admitted = false;
        lane.leave(this);
        session.sendQueue().close();
        session.lost(DisconnectReason.CLOSED_BY_PEER);
        context.ends().ended(session, session.reason(), traffic());
        session.inbound().connectionGone();
        wakeLogic();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            session.lost(DisconnectReason.NETWORK_ERROR.withDetail(String.valueOf(cause.getMessage())));
            channel.close();
        } else {
            failed(cause);
        }
    }

    private void failed(Throwable cause) {
        FAILURES.log(cause, "session {} failed", session.id());
        session.abort(
                DisconnectReason.INTERNAL_ERROR.withDetail(cause.getClass().getSimpleName()));
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf data = (ByteBuf) message;
        lastRead = lane.now();
        if (session.isClosedHere() || !admitted) {
            data.release();
            return;
        }
        frames.add(data);
        if (!readingStopped) {
            cutFrames();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (appendedInThisRead) {
            appendedInThisRead = false;
            wakeLogic();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        inputEnded = true;
        if (orderlyClose != null) {
            orderlyClose.peerEnded();
        } else if (!readingStopped && admitted) {
            session.inbound().inputEnded();
            wakeLogic();
        }
    }

    private void cutFrames() {
        if (tokens != null) {
            tokens.refill(System.nanoTime());
        }
        try {
            if (!frames.cut(this)) {
                readingStopped = true;
                channel.config().setAutoRead(false);
            }
        } catch (MalformedPacketException fault) {
            session.abort(DisconnectReason.PROTOCOL_ERROR.withDetail(String.valueOf(fault.getMessage())));
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    @Override
    public boolean frame(PacketReader frame, int length) {
        packetsIn++;
        bytesIn += length;
        lane.counters().read(1, length);
        if (tokens != null && !tokens.take(context.decoder().cost(frame))) {
            session.abort(DisconnectReason.RATE_LIMIT);
            return false;
        }
        Object packet = context.decoder().decode(frame);
        appendedInThisRead = true;
        return session.inbound().append(packet);
    }

    /** Resumes reading after the logic thread has caught up; the rest of the last read comes first. */
    void resumeReading() {
        if (session.isClosedHere() || !admitted) {
            return;
        }
        readingStopped = false;
        lastRead = lane.now();
        cutFrames();
        if (!readingStopped) {
            if (inputEnded) {
                session.inbound().inputEnded();
                appendedInThisRead = true;
            } else if (channel.isActive()) {
                channel.config().setAutoRead(true);
            }
        }
        channelReadComplete(channel.pipeline().lastContext());
    }

    private void wakeLogic() {
        try {
            session.inbound().schedule();
            lane.wakeLogicAfterIteration(session.logicLoop());
        } catch (RejectedExecutionException loopClosed) {
            // The session's listener cannot be called any more.
            session.ended();
            channel.close();
        }
    }

    // ---- what the send queue tells

    @Override
    public void drained() {
        if (orderlyClose != null) {
            orderlyClose.drained(inputEnded);
        }
    }

    @Override
    public void writeFailed(Throwable cause) {
        session.lost(DisconnectReason.NETWORK_ERROR.withDetail(String.valueOf(cause.getMessage())));
        channel.close();
    }

    @Override
    public void queueFailed(RuntimeException defect) {
        failed(defect);
    }

    // ---- closing

    void closeNow() {
        channel.close();
    }

    void closeInOrder() {
        if (orderlyClose != null) {
            return;
        }
        orderlyClose = new SessionOrderlyClose(
                channel, lane.clock() + context.config().closeTimeout().toNanos());
        frames.release();
        if (session.sendQueue().isDrained()) {
            drained();
        }
    }

    /** Once a second. */
    void sweep(long now) {
        timeouts.lookAtWrite(now);
        if (orderlyClose != null) {
            orderlyClose.sweep(now);
            return;
        }
        // Nobody is idle from whom nothing is read.
        DisconnectReason over = timeouts.passed(now, packetsIn, readingStopped ? now : lastRead);
        if (over != null) {
            session.abort(over);
        }
    }

    private SessionEnds.Traffic traffic() {
        long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        SendQueue out = session.sendQueue();
        return new SessionEnds.Traffic(
                seconds, packetsIn, bytesIn, out.packetsWritten(), out.bytesWritten(), out.backlogAtEnd());
    }
}
