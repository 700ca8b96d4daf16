package io.onesend.chat.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** The one clock of a simulation, and what is to happen at which time. It stands still until it is told to go on. */
final class SimulatedTime {

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nanos;
    private long order;

    long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / 1_000_000;
    }

    /** Does something at a time that has not passed; of two things at one time the one told first. */
    void at(long when, Runnable action) {
        if (when < nanos) {
            throw new IllegalArgumentException("that was " + (nanos - when) + " ns ago");
        }
        events.add(new Event(when, order++, action));
    }

    void after(Duration delay, Runnable action) {
        at(nanos + delay.toNanos(), action);
    }

    /** Goes on to the next event, but not by more than this, and does what is due then. */
    void goOn(long mostNanos) {
        Event first = events.peek();
        nanos = first == null ? nanos + mostNanos : Math.min(first.at(), nanos + mostNanos);
        while ((first = events.peek()) != null && first.at() <= nanos) {
            events.remove().action().run();
        }
    }
}
