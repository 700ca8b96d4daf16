package io.onesend.network.netty;

import io.onesend.network.SessionInfo;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** A connection whose time limits a lane checks once a second: a session, or one that is none yet. */
@IoThread
interface Swept {

    /** Looks whether a limit has passed, and ends the connection then. */
    void sweep(long now);

    /** What it has counted by now; null: it is no session yet. */
    @Nullable
    SessionInfo info(SessionMoment now);

    /** Its index in the lane's list, which only the lane sets. */
    int laneIndex();

    /** Called by the lane alone. */
    void setLaneIndex(int index);
}
