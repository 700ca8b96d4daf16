package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
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

/** The I/O side of a session and the only handler of its channel: reads and decodes, writes batches, closes. */
@IoThread
final class SessionHandler extends ChannelInboundHandlerAdapter implements SendQueue.Outlet, InboundFrames.Sink {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(SessionHandler.class), Level.ERROR);

    /** How far an orderly close has come. */
    private enum Closing {
        NOT,
        /** Accepted packets go out. */
        SENDING,
        /** Our side has ended. Closing before the peer has would reset the connection and could lose data it has not read. */
        WAITING_FOR_PEER
    }

    private final SessionContext context;
    private final SendLane lane;
    private final Channel channel;
    private final NettySession session;
    private final InboundFrames frames;
    private final @Nullable TokenBucket tokens;
    private final WriteTicket ticket;
    private final long startedAt = System.nanoTime();

    /** This handler's index in its lane's list; only the lane changes it. */
    int laneIndex;

    /** The send of the last write, if that did not go through the channel; reused by others once the ticket is done. */
    private @Nullable RingSend ringSend;

    private @Nullable WriteWatch watch;
    private boolean admitted;
    private boolean readingStopped;
    private boolean inputEnded;
    private boolean appendedInThisRead;
    private Closing closing = Closing.NOT;
    private long closeUntil;
    private long lastRead;
    private long packetsIn;
    private long packetsAtSweep;
    private long lastPacket;
    private long bytesIn;

    SessionHandler(long sessionId, Channel channel, SessionContext context, SendLane lane) {
        this.context = context;
        this.lane = lane;
        this.channel = channel;
        this.frames = new InboundFrames(context.cutter(), lane.reader());
        this.session = new NettySession(sessionId, channel, context, this, lane);
        this.ticket = new WriteTicket(channel, session.sendQueue());
        this.lastRead = lane.now();
        this.lastPacket = lastRead;
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
        cancelRingSend();
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
        if (closing == Closing.WAITING_FOR_PEER) {
            channel.close();
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

    // ---- writing

    @Override
    public void write(ByteBuf batch, @Nullable ByteBuf wrapped, SendQueue queue) {
        WriteTicket written = ticket.next();
        ringSend = null;
        if (wrapped == null) {
            RingSends ring = lane.ringSends();
            ringSend = ring == null ? null : ring.send(channel, batch, written);
            if (ringSend == null) {
                channel.writeAndFlush(batch, written);
            }
        } else {
            // Two buffers and one flush make one gathering write; the second buffer's promise covers both.
            channel.write(batch, channel.voidPromise());
            channel.writeAndFlush(wrapped, written);
        }
    }

    /** The channel does not know of this send, which would keep the socket from ending. */
    private void cancelRingSend() {
        RingSends ring = lane.ringSends();
        if (ring != null && ringSend != null && !ticket.isDone()) {
            ring.cancel(ringSend);
        }
    }

    @Override
    public void writeFailed(Throwable cause) {
        session.lost(DisconnectReason.NETWORK_ERROR.withDetail(String.valueOf(cause.getMessage())));
        channel.close();
    }

    // ---- closing

    void closeNow() {
        channel.close();
    }

    void closeInOrder() {
        if (closing != Closing.NOT) {
            return;
        }
        closing = Closing.SENDING;
        closeUntil = lane.clock() + context.config().closeTimeout().toNanos();
        frames.release();
        if (session.sendQueue().isDrained()) {
            drained();
        }
    }

    @Override
    public void drained() {
        if (closing != Closing.SENDING) {
            return;
        }
        if (inputEnded || !channel.isActive()) {
            channel.close();
            return;
        }
        closing = Closing.WAITING_FOR_PEER;
        ((DuplexChannel) channel).shutdownOutput();
        // Reads on to see the peer's end; received bytes are dropped.
        if (channel.isActive()) {
            channel.config().setAutoRead(true);
        }
    }

    // ---- once a second

    void sweep(long now) {
        lookAtWrite(now);
        if (closing != Closing.NOT) {
            if (now - closeUntil > 0) {
                channel.close();
            }
            return;
        }
        if (packetsIn != packetsAtSweep) {
            packetsAtSweep = packetsIn;
            lastPacket = now;
        }
        NettySession.Deadline deadline = session.deadline();
        if (deadline != null && deadline.hasPassed(now, lastPacket)) {
            session.abort(deadline.reason());
            return;
        }
        Duration idle = context.config().idleTimeout();
        if (!idle.isZero() && !readingStopped && now - lastRead > idle.toNanos() + SendLane.SWEEP_NANOS) {
            session.abort(DisconnectReason.IDLE);
            return;
        }
        if (watch != null && watch.hasStalled(now, context.config().send().stallTimeout())) {
            session.abort(DisconnectReason.WRITE_STALLED.withDetail(
                    Counted.of(session.sendQueue().queuedBytes(), "byte") + " queued"));
        }
    }

    private void lookAtWrite(long now) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        if (outbound == null || !session.sendQueue().isWriting()) {
            watch = null;
            return;
        }
        if (watch == null) {
            watch = new WriteWatch();
        }
        watch.look(session, ringSend == null ? outbound.currentProgress() : ringSend.sent(), now);
    }

    private SessionEnds.Traffic traffic() {
        long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        SendQueue out = session.sendQueue();
        return new SessionEnds.Traffic(
                seconds, packetsIn, bytesIn, out.packetsWritten(), out.bytesWritten(), out.backlogAtEnd());
    }
}
