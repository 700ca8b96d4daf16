package io.onesend.load.dummy;

/**
 * The times of one dummy's turns that are due and could not begin yet. Turns by the clock are evenly spaced, so the first time,
 * the last and the number of turns are all that is kept, however many there are while a server does not answer.
 */
final class DueTurns {

    private long first;
    private long last;
    private long size;

    void add(long time) {
        first = size == 0 ? time : first;
        last = time;
        size++;
    }

    long next() {
        long time = first;
        size--;
        if (size > 0) {
            first += (last - first) / size;
        }
        return time;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }
}
