package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The I/O threads of one server or client, and the send lane of each. */
final class EventLoops {

    /** More I/O threads than this have not been seen to help one logic thread. */
    private static final int MOST_CHOSEN_THREADS = 8;

    private final EventLoopGroup group;
    private final IdentityHashMap<EventLoop, SendLane> lanes = new IdentityHashMap<>();

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    /** Starts no thread yet: each begins with its first task. */
    static EventLoops create(NettyTransport transport, int ioThreads) {
        int threads = ioThreads > 0 ? ioThreads : chosenThreads();
        EventLoops loops = new EventLoops(newGroup(transport, threads, "net-io-"));
        for (EventExecutor executor : loops.group) {
            EventLoop loop = (EventLoop) executor;
            loops.lanes.put(loop, new SendLane(loop));
        }
        return loops;
    }

    static EventLoopGroup newGroup(NettyTransport transport, int threads, String namePrefix) {
        AtomicInteger next = new AtomicInteger();
        ThreadFactory factory = task -> new FastThreadLocalThread(task, namePrefix + next.getAndIncrement());
        return new MultiThreadIoEventLoopGroup(
                threads, factory, transport.handlers().get());
    }

    /** Waits until the group's threads have run what they had queued and closed what they had open; they end right then. */
    static void stop(EventLoopGroup group) {
        beginStop(group, Duration.ofSeconds(5)).awaitUninterruptibly();
    }

    /**
     * Has the group's threads run what they have queued, close every channel they have, and end.
     *
     * @param limit how long tasks that go on coming may put it off
     * @return completes when all of that is done
     */
    static Future<?> beginStop(EventLoopGroup group, Duration limit) {
        for (EventExecutor loop : group) {
            if (!loop.isShuttingDown()) {
                // A loop closes its channels when it finds itself shutting down between I/O and tasks. One that is
                // told so later in a pass, and has no quiet period, ends with that pass and leaves them open. With the
                // shortest of quiet periods, and something to do at its end, it goes round once more.
                ((SingleThreadEventExecutor) loop).addShutdownHook(() -> {});
            }
        }
        return group.shutdownGracefully(1, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static int chosenThreads() {
        return Math.max(1, Math.min(MOST_CHOSEN_THREADS, Runtime.getRuntime().availableProcessors() / 2));
    }

    EventLoopGroup group() {
        return group;
    }

    SendLane laneOf(EventLoop loop) {
        SendLane lane = lanes.get(loop);
        if (lane == null) {
            throw new IllegalArgumentException("not a loop of this group: " + loop);
        }
        return lane;
    }

    Collection<SendLane> lanes() {
        return lanes.values();
    }

    /** Waits until every loop has run what was in its queue; not longer than the time, should one of them be blocked. */
    void awaitQueuedTasks(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Future<?>> marks = new ArrayList<>();
        group.forEach(loop -> marks.add(loop.submit(() -> {})));
        marks.forEach(mark -> mark.awaitUninterruptibly(Math.max(0, end - System.nanoTime()) / 1_000_000));
    }

    void stop() {
        stop(group);
        // A send that raced with the end may have left a packet in a line that no thread reads any more.
        lanes.values().forEach(SendLane::discardAfterShutdown);
    }
}
