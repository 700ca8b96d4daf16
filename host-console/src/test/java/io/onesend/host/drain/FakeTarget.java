package io.onesend.host.drain;

import io.onesend.chat.Draining;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that notes what is done to it. Its sessions end when the test says so, or when they are cut. */
final class FakeTarget implements DrainTarget {

    final List<String> done = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();

    /** Those of the sessions that the drain has not met. */
    final AtomicInteger late = new AtomicInteger();

    volatile boolean watched = true;

    @Override
    public void showDraining(boolean draining) {
        done.add(draining ? "not ready" : "ready");
    }

    @Override
    public boolean isWatched() {
        return watched;
    }

    @Override
    public void stopListening() {
        done.add("not listening");
    }

    @Override
    public Draining closeSessions(Duration over) {
        done.add("closing over " + over.toMillis());
        return new Draining() {

            @Override
            public CompletionStage<@Nullable Void> done() {
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void closeWithin(Duration shorter) {
                done.add("closing within " + shorter.toMillis());
            }

            @Override
            public void closeLate() {
                sessions.addAndGet(-late.getAndSet(0));
            }

            @Override
            public void cut() {
                done.add("cut");
                sessions.set(0);
            }
        };
    }

    @Override
    public int sessions() {
        return sessions.get();
    }
}
