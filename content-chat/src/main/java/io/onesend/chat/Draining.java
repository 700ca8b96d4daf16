package io.onesend.chat;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A drain under way, as {@link ChatServer#drain} has begun it: tells when it is over, and can be hurried. */
@AnyThread
public interface Draining {

    /**
     * The end of the drain.
     *
     * @return done when every session was told to end, in a cluster when the last user has left and this host is off the list;
     *     fails if the chat's loop is closed before
     */
    CompletionStage<@Nullable Void> done();

    /** Leaves the sessions that are still to be closed no more than this time. */
    void closeWithin(Duration over);

    /**
     * Closes the sessions that are there now. When the drain is done, these have come too late to be told: they were connecting when
     * the server stopped to listen. May be called as often as one likes.
     */
    void closeLate();

    /** Cuts every session off, whatever its queue holds. */
    void cut();
}
