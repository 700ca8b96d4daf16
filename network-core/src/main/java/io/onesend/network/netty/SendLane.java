package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.SessionInfo;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.netty.door.Encryption;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Schedules the writes of one event loop: send queues with packets wait here for their turn. It also checks every session of the
 * loop once a second.
 *
 * <p>A thousand sends in one pass of the logic loop wake the event loop once, at the end of the pass. Sends from the event loop
 * itself are written at the end of the event loop's own pass.
 */
final class SendLane implements Runnable {

    /** How often a lane checks its sessions: the precision of idle time-outs and stalls. */
    static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final RateLimitedLog PAUSES =
            new RateLimitedLog(LoggerFactory.getLogger(SendLane.class), Level.INFO);

    private final EventLoop eventLoop;
    private final LongSupplier nanoTime;
    private final ChannelGroup connections;

    // Any thread.
    private final SendLines lines;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable wakeAtEndOfPass = this::wake;
    private final LogicLoop inlineLogic;
    private volatile long stoodStill;
    private volatile long nextSweep;

    // I/O thread.
    private final PacketReader reader = new PacketReader();
    private final SendBatch batch;

    /** That of plain sessions, and one for each framing that a session of this lane has. */
    private SendBatch[] batches;

    private final @Nullable UringSends uringSends;
    private final List<Swept> swept = new ArrayList<>();
    private final SessionCensus census = new SessionCensus(this);
    private final SendSlowReceivers slowReceivers = new SendSlowReceivers(this);
    private final Runnable wakeLogic = this::wakeLogicNow;
    private final Runnable runInNextIteration;
    private @Nullable LogicLoop logicToWake;
    private boolean running;
    private long lastSweep;
    private long now;

    SendLane(EventLoop eventLoop) {
        this(eventLoop, System::nanoTime);
    }

    SendLane(EventLoop eventLoop, LongSupplier nanoTime) {
        this(eventLoop, nanoTime, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE));
    }

    /** @param connections those of the event loop; whoever ends the loop closes them before */
    SendLane(EventLoop eventLoop, LongSupplier nanoTime, ChannelGroup connections) {
        this.eventLoop = eventLoop;
        this.lines = new SendLines(eventLoop);
        this.nanoTime = nanoTime;
        this.connections = connections;
        this.lastSweep = nanoTime.getAsLong();
        this.now = lastSweep;
        this.nextSweep = now + SWEEP_NANOS;
        this.inlineLogic = LogicLoop.guestOf(eventLoop, eventLoop::inEventLoop);
        this.uringSends = UringSends.on(eventLoop);
        // A send of the ring has one part.
        this.batch = new SendBatch(PacketBuffers.ALLOCATOR, uringSends == null);
        this.batches = new SendBatch[] {batch};
        this.runInNextIteration = () -> eventLoop.execute(this);
    }

    /** Starts the sweep, once a second; it ends with the event loop. */
    void start() {
        eventLoop.scheduleWithFixedDelay(this::sweep, SWEEP_NANOS, SWEEP_NANOS, TimeUnit.NANOSECONDS);
    }

    /** Has a connection that another server or client makes on this event loop closed before the loop ends. */
    @IoThread
    void opened(Channel channel) {
        assert inEventLoop();
        connections.add(channel);
    }

    /** Puts a queue in line and makes sure that the line is served soon. */
    @AnyThread
    void add(SendQueue queue) {
        lines.add(queue);
        serveSoon();
    }

    /** As {@link #add}, in the line of those who have a packet to a crowd to write. */
    @AnyThread
    void addToCrowd(SendQueue queue) {
        lines.addToCrowd(queue);
        serveSoon();
    }

    private void serveSoon() {
        LogicLoop logic = LogicLoop.current();
        if (logic != null) {
            logic.atEndOfPass(wakeAtEndOfPass);
        } else if (!eventLoop.inEventLoop()) {
            wake();
        } else if (!running && woken.compareAndSet(false, true)) {
            afterIteration(this);
        }
    }

    private void wake() {
        // As in SendQueue.lineUp: the added queue must be visible before the flag is read.
        VarHandle.fullFence();
        if (woken.compareAndSet(false, true)) {
            try {
                eventLoop.execute(this);
            } catch (RejectedExecutionException ended) {
                discardAfterShutdown();
            }
        }
    }

    /** Serves those whose turn it is. The others, and those who line up meanwhile, have theirs after the loop has read again. */
    @Override
    @IoThread
    public void run() {
        running = true;
        woken.set(false);
        lines.takeTurns(SendLane::serve);
        for (SendBatch each : batches) {
            each.endOfTurn();
        }
        running = false;
        if (!lines.isEmpty() && woken.compareAndSet(false, true)) {
            afterIteration(runInNextIteration);
        }
    }

    /** A defect, or the want of memory, ends its own session; the others in line have their turn. */
    private static void serve(SendQueue queue) {
        try {
            queue.drain();
        } catch (Throwable defect) {
            queue.abort(defect);
        }
    }

    /** Wakes the logic loop at the end of this pass of the event loop: once for everything that was read in it. */
    @IoThread
    void wakeLogicAfterIteration(LogicLoop logic) {
        assert inEventLoop();
        if (logic == inlineLogic) {
            return;
        }
        if (logicToWake == null) {
            logicToWake = logic;
            afterIteration(wakeLogic);
        } else if (logicToWake != logic) {
            logic.wake();
        }
    }

    private void wakeLogicNow() {
        LogicLoop logic = logicToWake;
        logicToWake = null;
        if (logic != null) {
            logic.wake();
        }
    }

    private void afterIteration(Runnable task) {
        if (eventLoop instanceof SingleThreadEventLoop loop) {
            loop.executeAfterEventLoopIteration(task);
        } else {
            eventLoop.execute(task);
        }
    }

    /** Called when no thread serves this lane any more, on the thread that notices. */
    synchronized void discardAfterShutdown() {
        if (!eventLoop.isTerminated()) {
            // The loop still runs its last tasks; EventLoops.stop calls this again afterwards.
            return;
        }
        lines.takeAll(SendQueue::close);
        closeBatches();
    }

    /** Releases what is remembered of what was written last; nothing more is written. */
    void closeBatches() {
        for (SendBatch each : batches) {
            each.close();
        }
    }

    /** Checks a connection once a second from now on. */
    @IoThread
    void enter(Swept connection) {
        assert inEventLoop();
        connection.setLaneIndex(swept.size());
        swept.add(connection);
    }

    @IoThread
    void leave(Swept connection) {
        assert inEventLoop();
        int index = connection.laneIndex();
        Swept last = swept.remove(swept.size() - 1);
        if (index < swept.size()) {
            swept.set(index, last);
            last.setLaneIndex(index);
        }
    }

    /**
     * Checks every session and arrival. If the sweep comes late, the process or this thread stood still: a virtual machine was paused, a
     * SIGSTOP came, something blocked. Peers were not silent then. So the lane's clock leaves that time out, and no session is
     * checked before the data waiting in the sockets has been read.
     */
    @IoThread
    @SuppressWarnings("NonAtomicVolatileUpdate") // stoodStill: the I/O thread alone writes it.
    void sweep() {
        assert inEventLoop();
        long time = nanoTime.getAsLong();
        long late = time - lastSweep - SWEEP_NANOS;
        lastSweep = time;
        if (late > SWEEP_NANOS) {
            stoodStill += late;
            beginSweep(time);
            PAUSES.log(
                    "this I/O thread stood still for {} s: its sessions' time-outs are extended by that",
                    late / 1_000_000_000);
            return;
        }
        beginSweep(time);
        // Backwards: a connection closed by this is removed, and the one moved into its place was checked already.
        for (int i = swept.size() - 1; i >= 0; i--) {
            swept.get(i).sweep(now);
        }
        slowReceivers.swept();
        census.sweep(swept);
    }

    /** What the sessions of this loop have counted, at most a second old. */
    @AnyThread
    CompletableFuture<List<SessionInfo>> askCensus() {
        return census.ask(swept);
    }

    /** The receivers of this loop that were slow of late. */
    @AnyThread
    SendSlowReceivers slowReceivers() {
        return slowReceivers;
    }

    /** Before it looks at sessions: a deadline that is set meanwhile is seen, or its setter sees the time of the next sweep. */
    private void beginSweep(long time) {
        now = time - stoodStill;
        nextSweep = now + SWEEP_NANOS;
    }

    /** Whether this thread has just stood still, and no sweep has taken that time out of the clock yet. */
    @IoThread
    boolean standsStill() {
        assert inEventLoop();
        return nanoTime.getAsLong() - lastSweep > 2 * SWEEP_NANOS;
    }

    /** When the next sweep is due, by the clock. */
    @AnyThread
    long nextSweep() {
        return nextSweep;
    }

    /** Runs a task on the I/O thread after this time, unless the loop ends before. */
    @IoThread
    Future<?> schedule(Runnable task, long nanos) {
        assert inEventLoop();
        return eventLoop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Nanoseconds, without the time in which this thread stood still; all times are measured with it. It stops when a sweep is so
     * late that the thread stands still, and goes on after that sweep.
     */
    @AnyThread
    long clock() {
        // In this order: who sees the time that a sweep has set, sees the pause that it has found.
        long sweepAt = nextSweep;
        long time = nanoTime.getAsLong() - stoodStill;
        return time - sweepAt > SWEEP_NANOS ? sweepAt : time;
    }

    /** Nanoseconds, with the time in which this thread stood still. */
    @IoThread
    long realTime() {
        assert inEventLoop();
        return nanoTime.getAsLong();
    }

    /** How much of the time until then this thread stood still, also if no sweep has found that yet. */
    @IoThread
    long stoodStill(long realTime) {
        assert inEventLoop();
        return realTime - stoodStill - nextSweep > SWEEP_NANOS ? realTime - nextSweep : stoodStill;
    }

    /** The clock at the last sweep. It costs nothing to read; the real time is up to a second later. */
    @IoThread
    long now() {
        assert inEventLoop();
        return now;
    }

    /** The reader of all sessions of this loop; each uses it within one call. */
    @IoThread
    PacketReader reader() {
        assert inEventLoop();
        return reader;
    }

    @AnyThread
    SendBatch batch() {
        return batch;
    }

    /** The batch of all sessions with that framing, made with the first of them. */
    @IoThread
    SendBatch batch(Framing framing) {
        assert inEventLoop();
        for (SendBatch each : batches) {
            if (each.framing() == framing) {
                return each;
            }
        }
        SendBatch framed = SendFramedBatch.of(framing, PacketBuffers.ALLOCATOR, uringSends == null);
        batches = Arrays.copyOf(batches, batches.length + 1);
        batches[batches.length - 1] = framed;
        return framed;
    }

    /** Makes the writer of a session of this loop. What has to be encrypted goes through the channel. */
    @IoThread
    SendWriter newWriter(Channel channel) {
        assert inEventLoop();
        return uringSends == null || Encryption.of(channel) != null
                ? new SendChannelWriter(channel)
                : new UringSendWriter(channel, uringSends);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    @AnyThread
    boolean inEventLoop() {
        return eventLoop.inEventLoop();
    }

    /** Whether the caller may end this lane's queues: it is the I/O thread, or cleans up after that has ended. */
    @AnyThread
    boolean mayEndQueues() {
        return eventLoop.inEventLoop() || eventLoop.isTerminated();
    }

    /** The logic loop for sessions whose callbacks run on this event loop itself. */
    LogicLoop inlineLogic() {
        return inlineLogic;
    }
}
