package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SessionListener;
import io.onesend.network.events.LogicDelayEvent;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.packet.EncodedPacket;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jctools.queues.atomic.unpadded.SpscUnboundedAtomicUnpaddedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Queues a session's packets from its I/O thread to its listener. It is in the logic loop's queue at most once, and each turn
 * there delivers a limited number of packets, so that no session can keep the others waiting.
 *
 * <p>Packets not handled yet are limited in number and in bytes by the {@link InboundTally}: at a high mark the I/O thread stops
 * cutting frames and reading; at the low marks the logic thread lets it go on. The bytes of small packets are counted together,
 * when they reach {@link InboundBudget#FREE}.
 */
final class InboundQueue implements Runnable {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(InboundQueue.class), Level.ERROR);

    /** The most packets delivered in one turn. */
    private static final int TURN = 64;

    private static final int CHUNK = 8;

    /** Follows the last packet of a peer that has ended its sending side. */
    private static final Object INPUT_ENDED = new Object();

    /**
     * A packet with what few packets have.
     *
     * @param bytes to count for it: its own, and those of small packets before it
     * @param trace null: it is not traced
     */
    private record Weighed(
            Object packet, long bytes, @Nullable TraceInProgress trace) {}

    private static final VarHandle SCHEDULED;

    static {
        try {
            SCHEDULED = MethodHandles.lookup().findVarHandle(InboundQueue.class, "scheduled", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final NettySession session;
    private final InboundBudget server;
    private final InboundTally tally;

    // Both threads: one appends, the other takes.
    private final SpscUnboundedAtomicUnpaddedArrayQueue<Object> items =
            new SpscUnboundedAtomicUnpaddedArrayQueue<>(CHUNK);
    private volatile boolean scheduled;
    private volatile boolean gone;
    private volatile boolean writableAgain;
    /** Measures how long the session waits in the loop's queue, which also publishes this field; null unless recorded. */
    private @Nullable LogicDelayEvent delay;
    /** Whether it is suspended or held back, for other threads. */
    private volatile boolean suspendedForOthers;

    // I/O thread: bytes of packets that are not counted yet.
    private long unweighed;

    // Logic thread.
    private SessionListener<Object> listener;
    private boolean connected;
    private boolean disconnected;
    private boolean suspended;
    /** Null unless frames are cut one at a time. */
    private @Nullable InboundTurn oneAtATime;
    /** Held back by its {@link SessionRelay}. */
    private boolean held;

    InboundQueue(NettySession session, SessionContext context) {
        this.session = session;
        this.listener = context.listener();
        this.oneAtATime = context.config().frameFormat().isOneAtATime() ? new InboundTurn(session) : null;
        this.server = context.shared().inboundBudget();
        this.tally = new InboundTally(context);
    }

    // ---- I/O thread

    /**
     * Appends a packet; returns whether the next may be cut. If not, the session will be told to resume reading.
     *
     * @param bytes of its frame
     * @param taken bytes of these that the server counts already
     */
    @IoThread
    boolean append(Object packet, int bytes, int taken) {
        assert session.inEventLoop();
        unweighed += bytes;
        if (unweighed >= InboundBudget.FREE) {
            return appendWeighed(packet, taken, null);
        }
        items.offer(packet);
        return tally.add();
    }

    /** The same, with a trace. */
    @IoThread
    boolean append(Object packet, int bytes, int taken, TraceInProgress trace) {
        assert session.inEventLoop();
        unweighed += bytes;
        return appendWeighed(packet, taken, trace);
    }

    private boolean appendWeighed(Object packet, int taken, @Nullable TraceInProgress trace) {
        long weight = unweighed;
        unweighed = 0;
        // Before the packet can be handled and its bytes given back.
        server.take(weight - taken);
        items.offer(new Weighed(packet, weight, trace));
        return tally.add(weight);
    }

    /** The peer sends nothing more: its packets are handled, then the listener is told. */
    @IoThread
    void inputEnded() {
        assert session.inEventLoop();
        items.offer(INPUT_ENDED);
    }

    /** The connection is gone: nothing more is appended. */
    @IoThread
    void connectionGone() {
        assert session.inEventLoop();
        gone = true;
    }

    /** Puts the session into the logic loop's queue unless it is there; the caller wakes the loop, unless it is inline. */
    @IoThread
    void schedule() {
        assert session.inEventLoop();
        // The queue publishes by ordered stores; they must be visible before the flag is read.
        VarHandle.fullFence();
        if (SCHEDULED.compareAndSet(this, false, true)) {
            delay = NetworkEvents.logicDelayBegun();
            session.logicLoop().submit(this);
        }
    }

    // ---- any thread

    /** Has the listener told that it may send again. Never calls it at once: the caller is in the middle of a send or a write. */
    @AnyThread
    void becameWritable() {
        writableAgain = true;
        if (!SCHEDULED.compareAndSet(this, false, true)) {
            return;
        }
        try {
            session.logicLoop().execute(this);
        } catch (RejectedExecutionException loopClosed) {
            scheduled = false;
        }
    }

    // ---- logic thread

    @Override
    @LogicThread
    public void run() {
        LogicDelayEvent waited = delay;
        if (waited != null) {
            delay = null;
            waited.ended(session, waiting());
        }
        if (!connected) {
            connected = true;
            call(() -> listener.onConnect(session));
        }
        if (writableAgain) {
            tellWritable();
        }
        deliver();
        if (gone && !disconnected && (items.isEmpty() || isHeldBack() || session.isClosedHere())) {
            disconnect();
        }
        scheduled = false;
        runAgain();
    }

    private void runAgain() {
        if (!hasWork() || !SCHEDULED.compareAndSet(this, false, true)) {
            return;
        }
        try {
            session.logicLoop().enqueue(this);
        } catch (RejectedExecutionException loopClosed) {
            // The I/O thread also finds that out when the connection ends, and removes the session.
            scheduled = false;
        }
    }

    private void tellWritable() {
        writableAgain = false;
        SessionRelay relay = session.relayIfMade();
        if (relay != null) {
            relay.tellWaiting();
        }
        if (!disconnected && !session.isClosedHere()) {
            call(() -> listener.onWritable(session));
        }
    }

    private void deliver() {
        InboundTurn alone = oneAtATime;
        if (alone != null) {
            alone.begin();
        }
        int turn = 0;
        long done = 0;
        while (turn < TURN && !isHeldBack() && !session.isClosedHere()) {
            Object item = items.poll();
            if (item == null) {
                break;
            }
            if (item == INPUT_ENDED) {
                endInput();
                break;
            }
            turn++;
            if (item instanceof Weighed weighed) {
                done += InboundCount.ofBytes(weighed.bytes());
                receive(weighed);
            } else {
                receive(item);
            }
        }
        if (turn > 0 && tally.handled(done + turn * InboundCount.ONE_PACKET)) {
            session.resumeReading();
        }
        if (alone != null && !alone.end(turn > 0, isHeldBack())) {
            oneAtATime = null;
        }
    }

    private void receive(Weighed weighed) {
        TraceInProgress trace = weighed.trace();
        if (trace == null) {
            receive(weighed.packet());
            return;
        }
        trace.logicBegun();
        try {
            receive(weighed.packet());
        } finally {
            trace.logicDone();
        }
    }

    private void receive(Object packet) {
        try {
            listener.onReceive(session, packet);
        } catch (Throwable failed) {
            listenerFailed(failed);
        } finally {
            closeIfEncoded(packet);
        }
    }

    private void endInput() {
        call(() -> listener.onInputEnd(session));
        if (!session.isClosedHere()) {
            session.inputEndHandled();
        }
    }

    private boolean hasWork() {
        if (disconnected) {
            return false;
        }
        return gone || writableAgain || (!isHeldBack() && !session.isClosedHere() && !items.isEmpty());
    }

    private void disconnect() {
        disconnected = true;
        items.drain(InboundQueue::drop);
        SessionRelay relay = session.relayIfMade();
        if (relay != null) {
            relay.end();
        }
        call(() -> listener.onDisconnect(session, session.reason()));
        session.ended();
    }

    private static void drop(Object item) {
        closeIfEncoded(item instanceof Weighed weighed ? weighed.packet() : item);
    }

    /** A packet that is passed on as it came holds memory: a listener that needs it longer has it queued by then. */
    private static void closeIfEncoded(Object item) {
        if (item instanceof EncodedPacket packet) {
            packet.close();
        }
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failed) {
            listenerFailed(failed);
        }
    }

    private void listenerFailed(Throwable failed) {
        FAILURES.log(failed, "the listener failed on session {}", session.id());
        session.abort(
                DisconnectReason.LISTENER_FAILED.withDetail(failed.getClass().getSimpleName()));
    }

    @LogicThread
    void suspend() {
        assert session.logicLoop().inLoop();
        suspended = true;
        suspendedForOthers = true;
    }

    @LogicThread
    void resume() {
        assert session.logicLoop().inLoop();
        suspended = false;
        suspendedForOthers = held;
        goOn();
    }

    /** As {@link #suspend}, for the session's {@link SessionRelay}: neither undoes the other. */
    @LogicThread
    void hold() {
        assert session.logicLoop().inLoop();
        held = true;
        suspendedForOthers = true;
    }

    @LogicThread
    void letGo() {
        assert session.logicLoop().inLoop();
        held = false;
        suspendedForOthers = suspended;
        goOn();
    }

    private boolean isHeldBack() {
        return suspended || held;
    }

    private void goOn() {
        if (isHeldBack()) {
            return;
        }
        InboundTurn alone = oneAtATime;
        if (alone != null && !alone.letGo()) {
            oneAtATime = null;
        }
        runAgain();
        if (tally.waitsForTheServer()) {
            // Whose budget prefers sessions that are not suspended.
            session.resumeReading();
        }
    }

    @AnyThread
    boolean isSuspended() {
        return suspendedForOthers;
    }

    /** Has what follows the packet that is being handled cut and decoded in another way. */
    @LogicThread
    void change(InboundChange change) {
        assert session.logicLoop().inLoop();
        InboundTurn alone = oneAtATime;
        if (alone == null) {
            throw new IllegalStateException(
                    session
                            + ": its frames cannot be changed, because they are not cut one at a time: see FrameFormat.oneAtATime");
        }
        alone.change(change);
    }

    @LogicThread
    void change(SessionListener<Object> newListener) {
        assert session.logicLoop().inLoop();
        listener = newListener;
    }

    /** Packets not handled yet. */
    @AnyThread
    long waiting() {
        return InboundCount.packets(tally.waiting());
    }

    InboundTally tally() {
        return tally;
    }
}
