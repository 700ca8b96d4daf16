package io.onesend.network.netty;

import java.time.Instant;

/**
 * One moment by three clocks: a session's times, which are no times of day, are told as such by their distance from it.
 *
 * @param wall the time of day
 * @param nanoTime of {@link System#nanoTime}
 * @param laneNow of {@link SendLane#now}
 */
record SessionMoment(Instant wall, long nanoTime, long laneNow) {

    static SessionMoment of(SendLane lane) {
        return new SessionMoment(Instant.now(), System.nanoTime(), lane.now());
    }

    /** When {@link System#nanoTime} was this. */
    Instant atNanoTime(long then) {
        return wall.minusNanos(nanoTime - then);
    }

    /** When the lane's clock was this. */
    Instant atLaneTime(long then) {
        return wall.minusNanos(laneNow - then);
    }
}
