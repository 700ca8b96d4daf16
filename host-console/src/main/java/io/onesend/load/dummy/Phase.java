package io.onesend.load.dummy;

/** The phases of a run, in order. */
enum Phase {
    /** Dummies connect, log in and enter, as their turns need. */
    STARTING,
    /** Turns are taken. */
    TRAFFIC,
    /** No new turns; what is under way may arrive. */
    GRACE,
    /** What arrives now is late. */
    LATE,
    /** Rooms are left and connections closed. */
    LEAVING,
    ENDED
}
