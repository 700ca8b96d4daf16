package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Entrance;
import io.onesend.network.SessionInfo;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.Encryption;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The only handler of a session's channel: passes on what Netty, the send queue and the lane report of its connection. */
@IoThread
final class SessionHandler extends ChannelInboundHandlerAdapter implements SendQueue.Listener, Swept {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(SessionHandler.class), Level.ERROR);

    private final SessionContext context;
    private final SendLane lane;
    private final Channel channel;
    private final NettySession session;
    private final InboundReader reader;

    /** Null: the session is no WebSocket. */
    private final @Nullable WebSocketOutputEnd webSocketEnd;

    private final long startedAt = System.nanoTime();

    private int laneIndex;

    private @Nullable SendWatch watch;
    private @Nullable SessionOrderlyClose orderlyClose;
    private @Nullable SessionHalfClose halfClose;
    private boolean admitted;
    private boolean arrived;
    private @Nullable DisconnectReason refusal;

    SessionHandler(long sessionId, Channel channel, SessionContext context, SendLane lane) {
        this(sessionId, channel, context, lane, Framing.NONE);
    }

    SessionHandler(long sessionId, Channel channel, SessionContext context, SendLane lane, Framing framing) {
        this.context = context;
        this.lane = lane;
        this.channel = channel;
        this.session = new NettySession(sessionId, channel, context, this, lane, framing);
        this.reader = new InboundReader(session, context, lane, framing);
        WebSocketInbound webSocket = reader.webSocket();
        this.webSocketEnd = webSocket == null ? null : new WebSocketOutputEnd(channel, session, webSocket);
    }

    @AnyThread
    NettySession session() {
        return session;
    }

    @AnyThread
    SendLane lane() {
        return lane;
    }

    // ---- the connection comes and goes

    /**
     * Takes the session's places and makes it ready to be seen by others. Whoever shows it to others first calls this: a client's
     * connector comes before {@link #channelActive}. A close of the client that follows then finds the session.
     *
     * @return why the connection has to be refused, or null
     */
    @Nullable
    DisconnectReason arrive() {
        assert channel.eventLoop().inEventLoop();
        if (!arrived) {
            arrived = true;
            refusal = admit(null);
        }
        return refusal;
    }

    /** Takes over the place of a connection that has just found its door, and what is known of it. */
    void arriveAfter(Arrival arrival, Entrance entrance) {
        assert channel.eventLoop().inEventLoop();
        arrived = true;
        session.came(entrance);
        refusal = admit(arrival);
    }

    /** @param arrival null: the connection has no place yet */
    private @Nullable DisconnectReason admit(@Nullable Arrival arrival) {
        SessionRegistry live = context.shared().live();
        DisconnectReason unfit = arrival == null ? session.connected() : session.connectedTo(arrival.remoteAddress());
        if (unfit != null) {
            return live.refuse(unfit, context.places());
        }
        DisconnectReason filtered = arrival == null ? context.filter().turnsAway(session.remoteAddress()) : null;
        if (filtered != null) {
            return filtered;
        }
        DisconnectReason noPlace =
                arrival == null ? live.admit(session, context.places()) : live.enter(arrival, session);
        if (noPlace == null) {
            admitted = true;
            lane.enter(this);
        }
        return noPlace;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        DisconnectReason why = arrive();
        if (why != null) {
            session.lost(why);
            context.shared().ends().refused(session.peer(), why);
            refuse(ctx, why);
            return;
        }
        context.counters().entered(session.entrance());
        NetworkEvents.sessionStarted(session);
        wakeLogic();
    }

    private void refuse(ChannelHandlerContext ctx, DisconnectReason why) {
        if (webSocketEnd == null) {
            context.refusals().end(ctx, why);
        } else {
            context.refusals().endWebSocket(ctx, why);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        reader.release();
        if (!admitted) {
            return;
        }
        admitted = false;
        lane.leave(this);
        session.sendQueue().close();
        session.lost(DisconnectReason.CLOSED_BY_PEER);
        tellWhatTheServerSaid();
        lane.slowReceivers().ended(session, session.reason());
        context.counters().ended(session.reason());
        context.shared().ends().ended(session, session.reason(), traffic());
        session.inbound().connectionGone();
        wakeLogic();
    }

    /** A client may want to know why its server has closed. To a server the words of any stranger are worth nothing. */
    private void tellWhatTheServerSaid() {
        WebSocketInbound webSocket = reader.webSocket();
        if (webSocket != null && webSocket.isOfClient()) {
            session.explain(webSocket.peersWords());
        }
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

    @AnyThread
    private void failed(Throwable cause) {
        FAILURES.log(cause, "session {} failed", session.id());
        session.abort(
                DisconnectReason.INTERNAL_ERROR.withDetail(cause.getClass().getSimpleName()));
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf data = (ByteBuf) message;
        if (session.isClosedHere() || !admitted) {
            reader.drop(data);
            return;
        }
        reader.read(data);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        wakeLogicForAppended();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            peerEnded();
        } else if (event instanceof DisconnectReason brokenRule) {
            session.abort(brokenRule);
        }
    }

    /** The peer sends nothing more. It may tell twice: by a close frame, and by the end of the stream. */
    void peerEnded() {
        assert channel.eventLoop().inEventLoop();
        if (orderlyClose != null) {
            orderlyClose.peerEnded();
        } else if (admitted && !reader.hasInputEnded()) {
            reader.inputEnded();
            wakeLogicForAppended();
        }
    }

    /** Resumes reading after the logic thread has caught up, or the server has room again. */
    void resumeReading() {
        cutMore(reader::resume);
    }

    /** Cuts the next frame of a session whose frames are cut one at a time. */
    void nextFrame(@Nullable InboundChange change) {
        cutMore(() -> reader.takeTurn(change));
    }

    private void cutMore(Runnable cutting) {
        assert channel.eventLoop().inEventLoop();
        if (session.isClosedHere() || !admitted) {
            return;
        }
        try {
            cutting.run();
        } catch (Throwable defect) {
            failed(defect);
        }
        wakeLogicForAppended();
    }

    private void wakeLogicForAppended() {
        if (reader.takeAppended()) {
            SessionDeadline deadline = session.deadlineIfMade();
            if (deadline != null) {
                deadline.received(reader.packets());
            }
            wakeLogic();
        }
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
        if (!session.sendQueue().closeIfDrained()) {
            // A sender was let in at the last moment: this is called again after its packet has gone out.
            return;
        }
        if (orderlyClose != null) {
            orderlyClose.drained();
        } else if (halfClose != null) {
            halfClose.drained();
        }
    }

    @Override
    public void writeFailed(Throwable cause) {
        Encryption encryption = cause instanceof SSLException ? Encryption.of(channel) : null;
        session.lost(
                encryption != null && encryption.wasEndedByPeer()
                        ? DisconnectReason.CLOSED_BY_PEER
                        : DisconnectReason.NETWORK_ERROR.withDetail(String.valueOf(cause.getMessage())));
        channel.close();
    }

    @Override
    @AnyThread
    public void queueFailed(Throwable defect) {
        failed(defect);
    }

    // ---- closing

    void closeNow() {
        assert channel.eventLoop().inEventLoop();
        if (webSocketEnd != null) {
            webSocketEnd.endNow();
        }
        channel.close();
    }

    void closeInOrder() {
        assert channel.eventLoop().inEventLoop();
        if (orderlyClose != null) {
            return;
        }
        long until = lane.clock() + context.config().closeTimeout().toNanos();
        orderlyClose = new SessionOrderlyClose(channel, outputEnd(), until, reader.hasInputEnded());
        reader.drop(null);
        drained();
    }

    void endOutput() {
        assert channel.eventLoop().inEventLoop();
        if (orderlyClose == null && admitted) {
            halfClose().endOutput();
            drained();
        }
    }

    /** The listener was told of the peer's end, and goes on. */
    void inputEndHandled() {
        assert channel.eventLoop().inEventLoop();
        if (orderlyClose == null && admitted) {
            halfClose().endInput();
        }
    }

    private SessionHalfClose halfClose() {
        SessionHalfClose made = halfClose;
        if (made == null) {
            made = new SessionHalfClose(channel, outputEnd());
            halfClose = made;
        }
        return made;
    }

    private SessionOutputEnd outputEnd() {
        return webSocketEnd == null ? new SessionOutputEnd(channel) : webSocketEnd;
    }

    @Override
    public SessionInfo info(SessionMoment now) {
        assert channel.eventLoop().inEventLoop();
        SendQueue out = session.sendQueue();
        return new SessionInfo(
                session,
                now.atNanoTime(startedAt),
                now.atLaneTime(reader.lastRead()),
                reader.packets(),
                reader.bytes(),
                out.packetsWritten(),
                out.bytesWritten(),
                out.queuedBytes(),
                out.behind(),
                reader.isStopped());
    }

    @Override
    public int laneIndex() {
        assert channel.eventLoop().inEventLoop();
        return laneIndex;
    }

    @Override
    public void setLaneIndex(int index) {
        assert channel.eventLoop().inEventLoop();
        laneIndex = index;
    }

    @Override
    public void sweep(long now) {
        assert channel.eventLoop().inEventLoop();
        watch = SendWatch.look(watch, session, now);
        if (watch != null && watch.isSlow(now)) {
            lane.slowReceivers()
                    .saw(session, watch.outstanding(now), session.sendQueue().queuedBytes());
        }
        session.sendQueue().sweep();
        WebSocketInbound webSocket = reader.webSocket();
        if (webSocket != null) {
            webSocket.sweep(now);
        }
        if (orderlyClose != null) {
            orderlyClose.sweep(now);
            return;
        }
        boolean inputEnded = halfClose != null && halfClose.hasInputEnded();
        long silentSince = inputEnded ? now : reader.silentSince(now);
        DisconnectReason over = SessionTimeouts.passed(session, watch, now, silentSince);
        if (over == null) {
            over = reader.keepsOthersWaiting(now);
        }
        if (over != null) {
            session.abort(over);
        } else if (halfClose != null) {
            halfClose.sweep();
        }
    }

    /** The session is over for the logic thread too, and holds no packets any more. */
    @AnyThread
    void ended() {
        reader.ended();
    }

    private SessionEnds.Traffic traffic() {
        long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        SendQueue out = session.sendQueue();
        return new SessionEnds.Traffic(
                seconds,
                reader.packets(),
                reader.bytes(),
                out.packetsWritten(),
                out.bytesWritten(),
                out.backlogAtEnd());
    }
}
