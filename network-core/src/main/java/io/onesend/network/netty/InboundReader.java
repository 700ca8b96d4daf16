package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.DisconnectReason;
import io.onesend.network.InboundRate;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.packet.PacketReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes packets of the bytes that a session receives and appends them to its {@link InboundQueue}. Stops reading when the queue
 * is at a high mark or the {@link InboundAccount} says so, and goes on when it is told to {@link #resume}.
 */
@IoThread
final class InboundReader implements InboundFrames.Sink {

    private final NettySession session;
    private final SendLane lane;
    private final SendLaneCounters counters;
    private final InboundFrames frames;
    private final InboundFrames.Sink sink;

    /** Null: frames are packets. */
    private final @Nullable WebSocketInbound webSocket;

    private final @Nullable InboundTokenBucket tokens;

    /** Made when the session first keeps bytes that count: most never do. */
    private @Nullable InboundAccount account;

    private PacketDecoder<?> decoder;
    /** Whether each frame waits until the one before it was handled. */
    private boolean oneAtATime;
    /** The last frame was not handled yet, and the format is one at a time: nothing is cut. */
    private boolean awaitsTurn;

    private boolean stopped;
    private boolean inputEnded;
    private boolean appended;

    /** The memory of a message whose fragments are kept beside the frames. */
    private int beside;

    private long lastRead;
    private long packets;
    private long bytes;

    InboundReader(NettySession session, SessionContext context, SendLane lane, Framing framing) {
        this.session = session;
        this.lane = lane;
        this.counters = context.counters().of(lane);
        this.decoder = context.decoder();
        this.oneAtATime = context.config().frameFormat().isOneAtATime();
        int maxBytes = context.config().maxFrameBytes();
        InboundFrames.Sink packets = context.tracing(session, this);
        if (framing.isWebSocket()) {
            this.webSocket = new WebSocketInbound(session, this, packets, framing, context);
            this.frames = new InboundFrames(new WebSocketFrameCutter(maxBytes, !framing.isMasked()), lane.reader());
            this.sink = webSocket;
        } else {
            this.webSocket = null;
            this.frames = new InboundFrames(context.cutter(), lane.reader());
            this.sink = packets;
        }
        InboundRate rate = context.config().inbound().rate();
        this.tokens = rate.isLimited() ? newBucket(rate, lane) : null;
        this.lastRead = lane.now();
    }

    static InboundTokenBucket newBucket(InboundRate rate, SendLane lane) {
        long time = lane.realTime();
        return new InboundTokenBucket(rate, time, lane.stoodStill(time));
    }

    /** Takes ownership of the bytes of one read. */
    void read(ByteBuf data) {
        if (webSocket != null && webSocket.isClosedByPeer()) {
            data.release();
            return;
        }
        lastRead = lane.now();
        frames.add(data);
        if (isHeldUp()) {
            countKept();
            if (awaitsTurn) {
                // Reading goes on while a frame is handled, until more comes than that frame.
                session.channel().config().setAutoRead(false);
            }
        } else {
            cutFrames();
        }
    }

    private void cutFrames() {
        if (tokens != null) {
            long time = lane.realTime();
            tokens.refill(time, lane.stoodStill(time));
        }
        try {
            boolean wanted = frames.cut(sink);
            countKept();
            if (!wanted && webSocket != null && webSocket.isClosedByPeer()) {
                release();
            } else if (!wanted && oneAtATime) {
                awaitsTurn = true;
                beginPause();
            } else if (!wanted || (account != null && !account.mayRead())) {
                stopped = true;
                session.channel().config().setAutoRead(false);
                beginPause();
            }
        } catch (MalformedPacketException | WebSocketFault fault) {
            refuse(fault);
        }
    }

    /** What the peer sends from now on waits: it does not come too fast when it is read. */
    private void beginPause() {
        long time = lane.realTime();
        if (tokens != null) {
            tokens.refill(time, lane.stoodStill(time));
        }
        if (webSocket != null) {
            webSocket.beginPause();
        }
    }

    private void endPause() {
        long time = lane.realTime();
        if (tokens != null) {
            tokens.refillAfterPause(time, lane.stoodStill(time));
        }
        if (webSocket != null) {
            webSocket.endPause();
        }
    }

    private void refuse(RuntimeException fault) {
        if (webSocket == null) {
            session.abort(DisconnectReason.PROTOCOL_ERROR.withDetail(String.valueOf(fault.getMessage())));
        } else {
            webSocket.failed(fault);
        }
    }

    /** Counts the memory of a message whose fragments are kept until the last one has come. */
    void keepsBeside(int memory) {
        beside = memory;
    }

    private void countKept() {
        int memory = frames.memory() + beside;
        if (account == null) {
            if (memory <= InboundBudget.FREE) {
                return;
            }
            account = new InboundAccount(session);
        }
        account.keep(memory);
    }

    @Override
    public boolean frame(PacketReader frame, int length) {
        if (!admit(frame, length)) {
            return false;
        }
        Object packet = decoder.decode(frame);
        return session.inbound().append(packet, length, handOn(length)) && !oneAtATime;
    }

    /** The same, with a trace. */
    boolean frame(PacketReader frame, int length, TraceInProgress trace) {
        if (!admit(frame, length)) {
            return false;
        }
        Object packet = decoder.decode(frame);
        trace.decoded(packet);
        return session.inbound().append(packet, length, handOn(length), trace) && !oneAtATime;
    }

    /** Counts the frame; false if it comes too fast. */
    private boolean admit(PacketReader frame, int length) {
        packets++;
        bytes += length;
        counters.read(1, length);
        if (tokens != null && !tokens.take(decoder.cost(frame))) {
            session.abort(DisconnectReason.RATE_LIMIT);
            return false;
        }
        return true;
    }

    private int handOn(int length) {
        appended = true;
        return account == null ? 0 : account.handOn(length);
    }

    /** The peer sends nothing more; what it has sent is delivered first. */
    void inputEnded() {
        inputEnded = true;
        if (!isHeldUp()) {
            appendEnd();
        }
    }

    private void appendEnd() {
        // A frame that has begun never becomes whole now.
        release();
        session.inbound().inputEnded();
        appended = true;
    }

    /** The logic thread has caught up, or the server has room. */
    void resume() {
        if (!stopped) {
            return;
        }
        stopped = false;
        goOn();
    }

    /**
     * The last frame was handled, so it is the turn of the next.
     *
     * @param change how the next is cut and decoded, or null for the same way
     */
    void takeTurn(@Nullable InboundChange change) {
        awaitsTurn = false;
        if (change != null) {
            changeCutter(change.cutter());
            decoder = change.decoder();
            oneAtATime = change.oneAtATime();
        }
        goOn();
    }

    private void changeCutter(InboundFrameCutter cutter) {
        if (webSocket == null) {
            frames.change(cutter);
        } else {
            webSocket.change(cutter);
        }
    }

    /** The rest of the last read comes first, then more is read. */
    private void goOn() {
        if (isHeldUp()) {
            return;
        }
        endPause();
        lastRead = lane.now();
        cutFrames();
        if (isHeldUp()) {
            return;
        }
        if (inputEnded) {
            appendEnd();
        } else if (session.channel().isActive()) {
            session.channel().config().setAutoRead(true);
        }
    }

    private boolean isHeldUp() {
        return stopped || awaitsTurn;
    }

    /** Whether anything was appended since this was last asked: then the logic loop has to be woken. */
    boolean takeAppended() {
        boolean now = appended;
        appended = false;
        return now;
    }

    /**
     * This side closes, so packets are dropped: what is held, and what comes. A WebSocket is read on, to see the peer's close frame.
     * For that a frame is kept until it is whole, unless the server has no room left.
     *
     * @param data what has come; null: nothing new
     */
    void drop(@Nullable ByteBuf data) {
        if (webSocket == null || webSocket.hasFailed() || webSocket.isClosedByPeer()) {
            if (data != null) {
                data.release();
            }
            release();
            return;
        }
        if (data != null) {
            frames.add(data);
        } else if (isHeldUp()) {
            webSocket.endPause();
        }
        webSocket.release();
        try {
            frames.cut(sink);
            countKept();
            if (webSocket.isClosedByPeer()) {
                release();
            } else if (account != null && !account.mayKeepWhileClosing()) {
                session.abort(DisconnectReason.SERVER_INBOUND_LIMIT);
            }
        } catch (MalformedPacketException | WebSocketFault fault) {
            refuse(fault);
        }
    }

    /** The session's WebSocket, if it is one. */
    @Nullable
    WebSocketInbound webSocket() {
        return webSocket;
    }

    /** Drops a packet that has not come whole. */
    void release() {
        frames.release();
        if (webSocket != null) {
            webSocket.release();
        }
        if (account != null) {
            account.release();
        }
    }

    /** The session has ended. Nothing is read any more, so no account is made meanwhile. */
    @AnyThread
    void ended() {
        if (account != null) {
            account.ended();
        }
    }

    /** Once a second: why to end the session for the sake of others, or null. */
    @Nullable
    DisconnectReason keepsOthersWaiting(long now) {
        return account == null ? null : account.keepsOthersWaiting(now, packets, stopped);
    }

    boolean hasInputEnded() {
        return inputEnded;
    }

    /** When the peer last sent something; it is not silent while nothing is read from it. */
    long silentSince(long now) {
        return isHeldUp() ? now : lastRead;
    }

    /** The lane's time of the last read. */
    long lastRead() {
        return lastRead;
    }

    /** Whether nothing is read because packets wait, or the server has no room. */
    boolean isStopped() {
        return stopped;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }
}
