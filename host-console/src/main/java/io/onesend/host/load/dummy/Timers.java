package io.onesend.host.load.dummy;

import java.util.PriorityQueue;

/** What is to happen later; run by each tick. Holds no more than the dummies put in, a few each. */
final class Timers {

    private record Timer(long at, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            long difference = at - other.at;
            return Long.signum(difference == 0 ? order - other.order : difference);
        }
    }

    private final PriorityQueue<Timer> waiting = new PriorityQueue<>();
    private long order;

    /** Tasks of one time run in the order in which they were put in. */
    void at(long nanos, Runnable task) {
        waiting.add(new Timer(nanos, order++, task));
    }

    void run(long now) {
        Timer first = waiting.peek();
        while (first != null && first.at - now <= 0) {
            waiting.remove();
            first.task.run();
            first = waiting.peek();
        }
    }
}
