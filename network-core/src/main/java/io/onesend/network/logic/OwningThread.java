package io.onesend.network.logic;

import org.jspecify.annotations.Nullable;

/**
 * Finds state of one thread that another thread uses, in assertions: {@code assert owner.isCurrent()}. The first thread that asks
 * owns the state. Without assertions nobody asks, and it costs nothing.
 */
public final class OwningThread {

    private @Nullable Thread owner;

    /** Makes a check for state that no thread owns yet. */
    public OwningThread() {}

    /** {@return whether the calling thread is the one that asked first} */
    @AnyThread
    public boolean isCurrent() {
        Thread current = Thread.currentThread();
        if (owner == null) {
            owner = current;
        }
        return owner == current;
    }
}
