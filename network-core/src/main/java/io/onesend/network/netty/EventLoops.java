package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The I/O threads of one server or client, their connections, and the send lane of each thread. */
final class EventLoops {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    /** With one logic thread, no gain was measured from more I/O threads than this. */
    private static final int MOST_CHOSEN_THREADS = 8;

    /** The limit for each step of the end; no step waits for a peer. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final EventLoopGroup group;
    private final IdentityHashMap<EventLoop, SendLane> lanes = new IdentityHashMap<>();

    /** Every connection from its creation, also before it is a session. Once closed, the group closes channels that are added. */
    private final ChannelGroup channels = new DefaultChannelGroup("channels", ImmediateEventExecutor.INSTANCE, true);

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    /** Starts no thread yet: each thread starts with its first task. */
    static EventLoops create(TransportFactory transport, int ioThreads) {
        int threads = ioThreads > 0 ? ioThreads : chosenThreads();
        EventLoops loops = new EventLoops(newGroup(transport, threads, "net-io-"));
        for (EventExecutor executor : loops.group) {
            EventLoop loop = (EventLoop) executor;
            loops.lanes.put(loop, new SendLane(loop, System::nanoTime, loops.channels));
        }
        return loops;
    }

    static EventLoopGroup newGroup(TransportFactory transport, int threads, String namePrefix) {
        AtomicInteger next = new AtomicInteger();
        ThreadFactory factory = task -> new FastThreadLocalThread(task, namePrefix + next.getAndIncrement());
        return new MultiThreadIoEventLoopGroup(
                threads, factory, transport.handlers().get());
    }

    private static int chosenThreads() {
        return Math.max(1, Math.min(MOST_CHOSEN_THREADS, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Ends the group's threads and waits for it; their channels are closed already. The threads run their queued tasks, let the
     * kernel finish its operations, and end.
     */
    static void stop(EventLoopGroup group) {
        List<Future<?>> ends = new ArrayList<>();
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            if (!loop.isShuttingDown()) {
                if (!UringBarrier.await(loop, STOP_LIMIT)) {
                    LOG.warn(
                            "an I/O thread ends before the kernel has finished its operations: their buffers are lost");
                }
                end(loop);
            }
            ends.add(loop.terminationFuture());
        }
        ends.forEach(Future::awaitUninterruptibly);
    }

    /**
     * A loop that is shut down on its own thread ends with its current pass. Shut down from another thread, it looks once more
     * for channels to close, and on io_uring waits for the kernel with an operation that holds up all later ones. Among these are
     * the read of the loop's wake-up descriptor and its cancellation (Netty 4.2.18, IoUringIoHandler.prepareToDestroy). Netty
     * then frees that read's buffer, but the kernel executes the read as the thread ends. So the kernel wrote to freed memory,
     * once in 150 to 3,000 loops, and if another loop had the descriptor's number by then, took that loop's wake-up.
     */
    private static void end(EventLoop loop) {
        loop.execute(() -> loop.shutdownGracefully(0, STOP_LIMIT.toNanos(), TimeUnit.NANOSECONDS));
    }

    EventLoopGroup group() {
        return group;
    }

    /** Whether the calling thread is one of these I/O threads. */
    boolean isOwnThread() {
        for (EventExecutor loop : group) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    /** Whether channels of these loops' transport can have the event loop of this one, which may be another server's or client's. */
    boolean canShareLoopOf(Channel channel) {
        return !channel.eventLoop().isShuttingDown()
                && channel.unsafe() instanceof IoHandle handle
                && group.next() instanceof IoEventLoop own
                && own.isCompatible(handle.getClass());
    }

    /** Every open connection, for whoever accepts them to add to. */
    @AnyThread
    ChannelGroup channels() {
        return channels;
    }

    /** Must be called for every connection before it is used; does nothing for one that is in the group. */
    @IoThread
    void opened(Channel channel) {
        assert channel.eventLoop().inEventLoop();
        channels.add(channel);
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

    /** Waits until every loop has run the tasks in its queue, or until the time is over if one of them is blocked. */
    void awaitQueuedTasks(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Future<?>> marks = new ArrayList<>();
        group.forEach(loop -> marks.add(loop.submit(() -> {})));
        marks.forEach(mark -> mark.awaitUninterruptibly(Math.max(0, end - System.nanoTime()) / 1_000_000));
    }

    /** Closes every remaining connection, then ends the threads, and waits for it. */
    void stop() {
        if (!channels.close().awaitUninterruptibly(STOP_LIMIT.toMillis())) {
            LOG.warn("connections are not closed after {} s", STOP_LIMIT.toSeconds());
        }
        stop(group);
        // A send that raced with the end may have left a packet in a lane that no thread serves any more.
        lanes.values().forEach(SendLane::discardAfterShutdown);
    }
}
