package io.onesend.chat;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A drain under way, as {@link ChatServer#drain} has begun it: tells when it is over, and can be hurried. */
@AnyThread
public interface Draining {

    /** Of a chat that never had a session: it is over. */
    Draining OF_NOBODY = new Draining() {

        @Override
        public CompletionStage<@Nullable Void> done() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void closeWithin(Duration over) {
            // No session is open.
        }

        @Override
        public void cut() {
            // No session is open.
        }
    };

    /**
     * The end of the drain.
     *
     * @return done when every session was told to end, in a cluster when the last user has left and this host is off the list;
     *     fails if the chat's loop is closed before
     */
    CompletionStage<@Nullable Void> done();

    /** Leaves the sessions that are still to be closed no more than this time. */
    void closeWithin(Duration over);

    /** Cuts every session off, whatever its queue holds. */
    void cut();
}
