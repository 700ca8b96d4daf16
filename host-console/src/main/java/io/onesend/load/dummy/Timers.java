package io.onesend.load.dummy;

import java.util.PriorityQueue;

/** Tasks for later; each tick runs those that are due. It holds only what the dummies put in, a few each. */
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

    /** Adds a task. Tasks for the same time run in the order in which they were added. */
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
