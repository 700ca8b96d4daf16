package io.onesend.host.drain;

import io.onesend.chat.Draining;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;

/** The server that is emptied. */
@AnyThread
public interface DrainTarget {

    /** Says to those who ask whether it is ready, and to browsers, that it drains, or that it does not any more. */
    void showDraining(boolean draining);

    /** Whether somebody asks so often whether it is ready that the answer will be noticed. */
    boolean isWatched();

    /** Accepts no new sessions, for good. */
    void stopListening();

    /** Tells the users, and begins to close the sessions, over this time. */
    Draining closeSessions(Duration over);

    /** The sessions that are there. */
    int sessions();
}
