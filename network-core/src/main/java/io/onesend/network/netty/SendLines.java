package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.util.Queue;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/**
 * The send queues of one lane that wait for their turn, in two lines. A run serves all of the first line, and then some of the
 * second. The second holds the receivers of packets to a crowd. So whoever lines up in the first one waits for some of a crowd at
 * most, and not for a whole room of 10,000. The crowd has its turns in every run, however many line up in the first line.
 *
 * <p>A queue stands in one line only, and once; {@link SendQueue} knows in which. So neither line needs a limit. A queue in the
 * second line has its other packets wait there too, because a session's packets leave in the order in which they were sent. They
 * wait for one run for each {@link #CROWD_PER_RUN} queues before them. In a single line they would wait for the same queues.
 */
final class SendLines {

    /**
     * A packet to more receivers than this is one to a crowd. To write to one session takes some 9 microseconds, measured in a room
     * of 10,000. So whoever waits for 1,024 of them waits for some 10 ms.
     */
    static final int CROWD_ABOVE = 1024;

    /**
     * A run serves no more than this of the crowd: some 5 ms of writing, for which others wait. The results of these writes fit into
     * the ring of io_uring, which has 4,096 places for them.
     */
    static final int CROWD_PER_RUN = 512;

    private static final int CHUNK = 1024;

    private final Queue<SendQueue> first = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final Queue<SendQueue> crowd = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final EventLoop eventLoop;

    SendLines(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    @AnyThread
    void add(SendQueue queue) {
        first.offer(queue);
    }

    @AnyThread
    void addToCrowd(SendQueue queue) {
        crowd.offer(queue);
    }

    @AnyThread
    boolean isEmpty() {
        return first.isEmpty() && crowd.isEmpty();
    }

    /** Takes out those whose turn it is in one run. Queues that line up meanwhile wait for the next run. */
    @IoThread
    void takeTurns(Consumer<SendQueue> turn) {
        assert eventLoop.inEventLoop();
        take(first, first.size(), turn);
        take(crowd, Math.min(crowd.size(), CROWD_PER_RUN), turn);
    }

    /** Takes out all, also those that line up meanwhile. */
    void takeAll(Consumer<SendQueue> turn) {
        take(first, Integer.MAX_VALUE, turn);
        take(crowd, Integer.MAX_VALUE, turn);
    }

    private static void take(Queue<SendQueue> line, int most, Consumer<SendQueue> turn) {
        SendQueue queue;
        for (int left = most; left > 0 && (queue = line.poll()) != null; left--) {
            turn.accept(queue);
        }
    }
}
