package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Entrance;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionListener;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The application's view of a connection; delegates to the send queue, the inbound queue and the handler. */
final class NettySession implements Session, SendAccount.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(NettySession.class);

    private static final RateLimitedLog MISPLACED = new RateLimitedLog(LOG, Level.ERROR);

    private static final AttributeKey<Entrance> ENTRANCE = AttributeKey.valueOf(NettySession.class, "entrance");

    private static final SocketAddress NOT_CONNECTED = new InetSocketAddress(0);

    private static final VarHandle REASON;

    static {
        try {
            REASON = MethodHandles.lookup().findVarHandle(NettySession.class, "reason", DisconnectReason.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long id;
    private final Channel channel;
    private final SessionContext context;
    private final SessionHandler handler;
    private final SendQueue sendQueue;
    private final InboundQueue inbound;

    // The registry's, guarded by its lock.
    @Nullable
    NettySession older;

    @Nullable
    NettySession newer;

    boolean listed;
    /** That of a trusted proxy is not. */
    boolean addressIsCounted;

    /** Set before anybody else sees the session. */
    private LogicLoop loop;

    // Any thread.
    private volatile @Nullable DisconnectReason reason;
    private volatile SocketAddress remoteAddress = NOT_CONNECTED;
    private volatile boolean closedHere;
    private volatile boolean open = true;
    private volatile @Nullable Duration readIdle;

    private volatile @Nullable Object attachment;

    // Any thread; made when they are first needed, because few sessions need them.
    private volatile @Nullable SessionRelay relay;
    /** Written under the session's lock. */
    private volatile @Nullable SessionDeadline deadline;

    NettySession(
            long id, Channel channel, SessionContext context, SessionHandler handler, SendLane lane, Framing framing) {
        this.id = id;
        this.channel = channel;
        this.context = context;
        this.handler = handler;
        this.loop = context.loopOf(id, lane);
        this.sendQueue = context.newSendQueue(this, lane, lane.newWriter(channel), handler, framing);
        this.inbound = new InboundQueue(this, context);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** The peer as the log names it. */
    Object peer() {
        return UnixSockets.nameOf(remoteAddress, localAddress());
    }

    /** The channel's own object, which it keeps: no session needs a second one. */
    @Override
    public SocketAddress localAddress() {
        SocketAddress address = channel.localAddress();
        return address == null ? NOT_CONNECTED : UnixSockets.toJava(address);
    }

    @Override
    public LogicLoop logicLoop() {
        return loop;
    }

    @Override
    @AnyThread
    public SendResult send(EncodedPacket packet) {
        Offer offered = sendQueue.offer(packet);
        return offered == Offer.ACCEPTED ? SendResult.ACCEPTED : SendRefusals.ofSent(this, packet, offered);
    }

    @Override
    @AnyThread
    public SendResult offer(EncodedPacket packet) {
        Offer offered = sendQueue.offerOrAwaitRoom(packet);
        return offered == Offer.ACCEPTED ? SendResult.ACCEPTED : SendRefusals.ofOffered(this, packet, offered);
    }

    @Override
    @AnyThread
    public long queuedBytes() {
        return sendQueue.queuedBytes();
    }

    @Override
    @AnyThread
    public boolean isWritable() {
        return sendQueue.isWritable();
    }

    @Override
    @LogicThread
    public SendResult relay(EncodedPacket packet, Session to) {
        return relay().pass(packet, of(to));
    }

    /**
     * The session of this library that an application means.
     *
     * @throws IllegalArgumentException if it is another's
     */
    static NettySession of(Session session) {
        if (session instanceof NettySession known) {
            return known;
        }
        throw new IllegalArgumentException("not a session of a server or client: " + session);
    }

    @AnyThread
    SessionRelay relay() {
        SessionRelay made = relay;
        return made != null ? made : makeRelay();
    }

    private synchronized SessionRelay makeRelay() {
        SessionRelay made = relay;
        if (made == null) {
            made = new SessionRelay(this);
            relay = made;
        }
        return made;
    }

    /** The relay if it has been needed so far. */
    @AnyThread
    @Nullable
    SessionRelay relayIfMade() {
        return relay;
    }

    /** The bytes have fallen far enough; called on any thread. */
    @Override
    @AnyThread
    public void becameWritable() {
        inbound.becameWritable();
    }

    @Override
    @AnyThread
    public int sendToGroup(List<? extends Session> receivers, int self, EncodedPacket packet) {
        return SendFanOut.sendToGroup(receivers, self, packet);
    }

    @Override
    @AnyThread
    public void endOutput() {
        sendQueue.stopAccepting();
        executeOnEventLoop(handler::endOutput);
    }

    @Override
    @AnyThread
    public void close(DisconnectReason why) {
        if (REASON.compareAndSet(this, null, why)) {
            closedHere = true;
            open = false;
            sendQueue.stopAccepting();
            executeOnEventLoop(handler::closeInOrder);
        }
    }

    @Override
    @AnyThread
    public void abort(DisconnectReason why) {
        REASON.compareAndSet(this, null, why);
        closedHere = true;
        open = false;
        sendQueue.stopAccepting();
        executeOnEventLoop(handler::closeNow);
    }

    /**
     * The connection is established. Keeps the peer's address, because a closed socket has none.
     *
     * @return why the connection has to be refused, or null
     */
    @IoThread
    @Nullable
    DisconnectReason connected() {
        assert inEventLoop();
        // From now on the channel keeps it.
        channel.localAddress();
        SocketAddress address = channel.remoteAddress();
        return address == null ? DisconnectReason.GONE_ON_ARRIVAL : connectedTo(UnixSockets.toJava(address));
    }

    /**
     * The same with the peer's address, which is known by other means.
     *
     * @return why the connection has to be refused, or null
     */
    @IoThread
    @Nullable
    DisconnectReason connectedTo(SocketAddress peer) {
        assert inEventLoop();
        remoteAddress = peer;
        ToIntFunction<Logic.Arrival> rule = context.shared().logic().rule();
        if (rule != null) {
            try {
                loop = context.loopOf(rule, new Logic.Arrival(id, remoteAddress, localAddress()));
            } catch (RuntimeException noLoop) {
                MISPLACED.log(noLoop, "session {} of {} has no logic loop", id, peer());
                return DisconnectReason.NO_LOGIC_LOOP.withDetail(String.valueOf(noLoop.getMessage()));
            }
        }
        return null;
    }

    /** Remembers how the session came in. Most came in plain, and remember nothing. */
    @IoThread
    void came(Entrance how) {
        assert inEventLoop();
        if (!how.equals(Entrance.PLAIN)) {
            channel.attr(ENTRANCE).set(how);
        }
    }

    @Override
    @AnyThread
    public Entrance entrance() {
        return channel.hasAttr(ENTRANCE) ? channel.attr(ENTRANCE).get() : Entrance.PLAIN;
    }

    /** The connection is lost. The first reason wins, as with close, but packets that have arrived are still delivered. */
    @IoThread
    void lost(DisconnectReason why) {
        assert inEventLoop();
        REASON.compareAndSet(this, null, why);
        open = false;
        sendQueue.stopAccepting();
    }

    /** The connection is gone. If the peer has closed it, adds its words to the reason. */
    @IoThread
    void explain(String words) {
        assert inEventLoop();
        DisconnectReason given = reason;
        if (given != null && given.equals(DisconnectReason.CLOSED_BY_PEER)) {
            reason = given.withDetail(words);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Whether this side has decided to close; then no more packets are delivered. */
    boolean isClosedHere() {
        return closedHere;
    }

    DisconnectReason reason() {
        DisconnectReason given = reason;
        return given == null ? DisconnectReason.CLOSED_BY_PEER : given;
    }

    @Override
    @AnyThread
    public void suspend() {
        onLogicThread(inbound::suspend);
    }

    @Override
    @AnyThread
    public void resume() {
        onLogicThread(inbound::resume);
    }

    @Override
    @LogicThread
    public void changeFrames(FrameFormat format, PacketDecoder<?> decoder) {
        if (!loop.inLoop()) {
            throw new IllegalStateException(this + ": frames can be changed on the session's logic thread only");
        }
        inbound.change(InboundChange.to(format, decoder, context.config().maxFrameBytes()));
    }

    @Override
    @LogicThread
    public <P> void changeProtocol(
            FrameFormat format, PacketDecoder<? extends P> decoder, SessionListener<P> listener) {
        changeFrames(format, decoder);
        // The decoder makes only P, so the listener never sees another type.
        @SuppressWarnings("unchecked")
        SessionListener<Object> untyped = (SessionListener<Object>) Objects.requireNonNull(listener);
        inbound.change(untyped);
    }

    @AnyThread
    void onLogicThread(Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            // Nothing can be delivered any more.
            LOG.debug("session {}: its logic loop is closed", id);
        }
    }

    @Override
    @AnyThread
    public void setDeadline(Duration fromNow, DisconnectReason why) {
        setDeadline(fromNow, false, why);
    }

    @Override
    @AnyThread
    public void setSilenceDeadline(Duration silence, DisconnectReason why) {
        setDeadline(silence, true, why);
    }

    /** Guarded, so that a deadline is never set in an object that is being forgotten. */
    private synchronized void setDeadline(Duration time, boolean isOfSilence, DisconnectReason why) {
        SessionDeadline used = deadline;
        if (used == null) {
            used = new SessionDeadline(this, lane());
            // Before a limit is set in it: then the sweep sees the limit, or its setter the time of the next sweep.
            deadline = used;
        }
        used.set(time, isOfSilence, why);
    }

    /**
     * Forgets the object too, because most sessions have a deadline while they log in, and none later. One with a timer stays,
     * so that a session that sets and clears its deadline at each packet does not set a timer each time.
     */
    @Override
    @AnyThread
    public synchronized void clearDeadline() {
        SessionDeadline cleared = deadline;
        if (cleared != null) {
            cleared.clear();
            deadline = cleared.hasTimer() ? cleared : null;
        }
    }

    /** The deadline if there is one. */
    @AnyThread
    @Nullable
    SessionDeadline deadlineIfMade() {
        return deadline;
    }

    @Override
    @AnyThread
    public void setReadIdle(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time to be idle must not be negative: " + time);
        }
        readIdle = time;
    }

    /** How long nothing may come from the peer; zero: any time. */
    Duration readIdle() {
        Duration own = readIdle;
        return own == null ? context.times().idle() : own;
    }

    @Override
    @AnyThread
    public @Nullable Object attachment() {
        return attachment;
    }

    @Override
    @AnyThread
    public void attach(@Nullable Object newAttachment) {
        attachment = newAttachment;
    }

    Channel channel() {
        return channel;
    }

    SessionContext context() {
        return context;
    }

    SendLane lane() {
        return handler.lane();
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    InboundQueue inbound() {
        return inbound;
    }

    /** Runs a task on the session's event loop. If the loop has ended, so has the connection, and the task is not needed. */
    @AnyThread
    void executeOnEventLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException ended) {
            assert channel.eventLoop().isShuttingDown();
        }
    }

    /** What it has counted by now. */
    @IoThread
    SessionInfo info(SessionMoment now) {
        assert inEventLoop();
        return handler.info(now);
    }

    /** Resumes reading: the logic thread has caught up. */
    @LogicThread
    void resumeReading() {
        assert loop.inLoop();
        lookAgainAtReading();
    }

    /** Reads on if it may: the logic thread has caught up, or the server has room again. */
    @AnyThread
    void lookAgainAtReading() {
        executeOnEventLoop(handler::resumeReading);
    }

    /** The last frame was handled: the I/O thread may cut the next, in another way if a change is given. */
    @LogicThread
    void nextFrame(@Nullable InboundChange change) {
        assert loop.inLoop();
        executeOnEventLoop(() -> handler.nextFrame(change));
    }

    /** The listener knows that the peer has ended its output, and has not closed the session for that. */
    @LogicThread
    void inputEndHandled() {
        assert loop.inLoop();
        executeOnEventLoop(handler::inputEndHandled);
    }

    /** The peer of a WebSocket has sent its close frame, whose read is not over yet. */
    @IoThread
    void peerClosed() {
        assert inEventLoop();
        executeOnEventLoop(handler::peerEnded);
    }

    /** The listener's onDisconnect has run, on the logic thread. If that thread has ended, the I/O thread calls this instead. */
    @AnyThread
    void ended() {
        inbound.tally().giveBackAll();
        handler.ended();
        context.shared().live().remove(this, context.places());
    }

    @AnyThread
    boolean inEventLoop() {
        return channel.eventLoop().inEventLoop();
    }

    @Override
    public String toString() {
        return "session " + id + " of " + peer();
    }
}
