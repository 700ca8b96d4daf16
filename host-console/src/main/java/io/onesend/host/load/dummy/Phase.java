package io.onesend.host.load.dummy;

/** How far a run has come; one leads to the next. */
enum Phase {
    /** Dummies connect, log in, enter: whatever their turns need. */
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
