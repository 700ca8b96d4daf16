package io.onesend.chat.login;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Password "threads" that run at once on the caller's, or when told to; with hashes that cost next to nothing. */
public final class HeldPasswords extends AbstractExecutorService {

    /** Argon2id with the least memory that it can have. */
    public static final PasswordHasher CHEAP = new PasswordHasher(new Argon2Cost(Argon2Cost.NEWEST_VERSION, 8, 1, 1));

    private final Deque<Runnable> queue = new ArrayDeque<>();
    private boolean holding;
    private boolean full;
    private int ran;

    public PasswordThreads threads() {
        return new PasswordThreads(CHEAP, this);
    }

    public void hold() {
        holding = true;
    }

    public void fill() {
        full = true;
    }

    public void runNext() {
        queue.remove().run();
    }

    /** What was asked for last overtakes the rest. */
    public void runLast() {
        queue.removeLast().run();
    }

    public int waiting() {
        return queue.size();
    }

    /** Password jobs that had their turn. */
    public int ran() {
        return ran;
    }

    @Override
    public void execute(Runnable job) {
        if (full) {
            throw new RejectedExecutionException("full, for the test");
        }
        Runnable counted = () -> {
            ran++;
            job.run();
        };
        if (holding) {
            queue.add(counted);
        } else {
            counted.run();
        }
    }

    @Override
    public void shutdown() {
        full = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        full = true;
        List<Runnable> waiting = new ArrayList<>(queue);
        queue.clear();
        return waiting;
    }

    @Override
    public boolean isShutdown() {
        return full;
    }

    @Override
    public boolean isTerminated() {
        return full;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
