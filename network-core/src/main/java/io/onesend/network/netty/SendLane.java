package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The line of one event loop in which send queues with something to write wait for their turn, and the once-a-second look at
 * every session of that loop.
 *
 * <p>A thousand sends of one pass of the logic loop wake the event loop once, at the end of the pass; what comes from the
 * event loop itself is written at the end of the event loop's own pass. The line has no limit of its own: a queue stands in
 * it once.
 */
final class SendLane implements Runnable {

    /** How often a lane looks at its sessions: what idleness, stalls and deadlines are exact to. */
    static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int LINE_CHUNK = 1024;

    private final EventLoop eventLoop;

    // Any thread.
    private final MpscUnboundedAtomicArrayQueue<SendQueue> line = new MpscUnboundedAtomicArrayQueue<>(LINE_CHUNK);
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable wakeAtEndOfPass = this::wake;
    private final LogicLoop inlineLogic;

    // I/O thread.
    private final PacketReader reader = new PacketReader();
    private final SendBatch batch = new SendBatch(PacketBuffers.ALLOCATOR);
    private final @Nullable RingSends ringSends;
    private final LaneCounters counters = new LaneCounters();
    private final List<SessionHandler> sessions = new ArrayList<>();
    private final Runnable wakeLogic = this::wakeLogicNow;
    private final Runnable runInNextIteration;
    private @Nullable LogicLoop logicToWake;
    private boolean running;
    private long now = System.nanoTime();

    SendLane(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
        this.inlineLogic = LogicLoop.guestOf(eventLoop, eventLoop::inEventLoop);
        this.ringSends = RingSends.on(eventLoop);
        this.runInNextIteration = () -> eventLoop.execute(this);
    }

    /** Begins the once-a-second sweep, which ends with the event loop. */
    void start() {
        eventLoop.scheduleAtFixedRate(this::sweep, SWEEP_NANOS, SWEEP_NANOS, TimeUnit.NANOSECONDS);
    }

    /** Puts a queue in line and sees to it that the line is served soon. */
    @AnyThread
    void add(SendQueue queue) {
        line.offer(queue);
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
        // As in SendQueue.lineUp: what was added must be visible before the flag is looked at.
        VarHandle.fullFence();
        if (woken.compareAndSet(false, true)) {
            try {
                eventLoop.execute(this);
            } catch (RejectedExecutionException ended) {
                discardAfterShutdown();
            }
        }
    }

    /** Serves whoever is in line now, each once; who lines up meanwhile has the next turn, after the loop has read again. */
    @Override
    @IoThread
    public void run() {
        running = true;
        woken.set(false);
        int turns = line.size();
        SendQueue queue;
        while (turns-- > 0 && (queue = line.poll()) != null) {
            queue.drain();
        }
        batch.endOfTurn();
        running = false;
        if (!line.isEmpty() && woken.compareAndSet(false, true)) {
            afterIteration(runInNextIteration);
        }
    }

    /** Wakes the logic loop when this pass of the event loop is over: once for everything that was read in it. */
    @IoThread
    void wakeLogicAfterIteration(LogicLoop logic) {
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

    /** Once no thread serves this lane any more; by whichever thread finds that out. */
    synchronized void discardAfterShutdown() {
        if (!eventLoop.isTerminated()) {
            // Still inside its last tasks: EventLoops.stop comes here again afterwards.
            return;
        }
        SendQueue queue;
        while ((queue = line.poll()) != null) {
            queue.close();
        }
        batch.close();
    }

    @IoThread
    void enter(SessionHandler session) {
        session.laneIndex = sessions.size();
        sessions.add(session);
    }

    @IoThread
    void leave(SessionHandler session) {
        SessionHandler last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(session.laneIndex, last);
            last.laneIndex = session.laneIndex;
        }
    }

    private void sweep() {
        now = System.nanoTime();
        // Backwards: a session that is closed by this leaves, and the one moved into its place has been seen.
        for (int i = sessions.size() - 1; i >= 0; i--) {
            sessions.get(i).sweep(now);
        }
    }

    /** The time of the last sweep: what is stamped with it is up to a second older than it says, and costs nothing. */
    @IoThread
    long now() {
        return now;
    }

    /** One for all sessions of this loop, each of which uses it within one call. */
    @IoThread
    PacketReader reader() {
        return reader;
    }

    @IoThread
    SendBatch batch() {
        return batch;
    }

    /** Null unless this loop is io_uring's. */
    @IoThread
    @Nullable
    RingSends ringSends() {
        return ringSends;
    }

    /** Written on the I/O thread, read by any. */
    LaneCounters counters() {
        return counters;
    }

    /** For sessions whose callbacks run on this event loop itself. */
    LogicLoop inlineLogic() {
        return inlineLogic;
    }
}
