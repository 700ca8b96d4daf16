package io.onesend.network.netty;

import io.onesend.network.logic.IoThread;

/** A connection whose time limits a lane checks once a second: a session, or one that is none yet. */
@IoThread
interface Swept {

    /** Looks whether a limit has passed, and ends the connection then. */
    void sweep(long now);

    /** Its index in the lane's list, which only the lane sets. */
    int laneIndex();

    /** Called by the lane alone. */
    void setLaneIndex(int index);
}
