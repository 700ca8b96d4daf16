package io.onesend.host.drain;

import io.onesend.host.config.DrainConfig;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the running server before it ends. It first says that it is not ready, so that balancers send nobody here any more; then
 * it stops listening, tells the users, and closes their sessions over a time, each after its queue has gone out; what is left at
 * the limit is cut. Signals, the console and the admin port take this one road.
 */
@AnyThread
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final DrainTarget target;
    private final Supplier<DrainConfig> config;
    private final Runnable stop;

    // Guarded by this.
    private @Nullable DrainRun current;
    private boolean stopping;
    private boolean hasToCut;

    /**
     * Makes the drain of a running server.
     *
     * @param config read when a drain begins
     * @param stop asks for the stop of the server, which a drain that an operator asked for ends with
     */
    public Drain(DrainTarget target, Supplier<DrainConfig> config, Runnable stop) {
        this.target = target;
        this.config = config;
        this.stop = stop;
    }

    /**
     * Begins a drain that ends the server.
     *
     * @param over the time over which sessions are closed; empty: the configured one
     * @throws DrainRefusedException if one is under way
     */
    public synchronized DrainStatus begin(Optional<Duration> over) throws DrainRefusedException {
        if (current != null || stopping) {
            throw new DrainRefusedException("the server is draining already");
        }
        DrainRun begun = DrainRun.asked(target, config.get(), over.orElse(null));
        current = begun;
        target.showDraining(true);
        LOG.info("draining: not ready any more");
        Thread thread = new Thread(() -> run(begun), "drain");
        thread.setDaemon(true);
        thread.start();
        return begun.status();
    }

    private void run(DrainRun begun) {
        try {
            begun.run();
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        if (begun.status().phase() == DrainStatus.Phase.OVER) {
            stop.run();
        }
    }

    /**
     * Undoes a drain that has closed nothing yet.
     *
     * @throws DrainRefusedException if it has, or there is none, or the server was told to stop
     */
    public synchronized void undo() throws DrainRefusedException {
        if (current == null) {
            throw new DrainRefusedException("the server is not draining");
        }
        if (stopping) {
            throw new DrainRefusedException("the server was told to stop");
        }
        if (!current.undo()) {
            throw new DrainRefusedException("too late: the server no longer listens, and is closing its sessions");
        }
        current = null;
        target.showDraining(false);
        LOG.info("the drain was undone: ready again");
    }

    /** How far it is; empty: the server does not drain. */
    public synchronized Optional<DrainStatus> status() {
        return Optional.ofNullable(current).map(DrainRun::status);
    }

    /** Drains the server that was told to stop, or waits for the drain under way, which is hurried. */
    public void finish() {
        try {
            Optional<DrainRun> own = beginStop();
            if (own.isPresent()) {
                own.get().run();
            } else {
                underWay().awaitOver();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The drain of this stop; empty: another is under way. */
    private synchronized Optional<DrainRun> beginStop() {
        stopping = true;
        DrainRun before = current;
        if (before != null) {
            before.hurry(config.get());
            return Optional.empty();
        }
        target.showDraining(true);
        DrainRun own = DrainRun.ofStop(target, config.get());
        current = own;
        if (hasToCut) {
            own.cut();
        }
        return Optional.of(own);
    }

    private synchronized DrainRun underWay() {
        if (current == null) {
            throw new IllegalStateException("no drain is under way");
        }
        return current;
    }

    /** Cuts off all sessions of a server that was told to stop, now: somebody is in a hurry. */
    public synchronized void cut() {
        hasToCut = true;
        if (current != null) {
            LOG.warn("told to stop again: the drain is cut short");
            current.cut();
        }
    }
}
