package io.onesend.host.server;

import io.onesend.network.logic.AnyThread;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is created when it is first asked for, and closed only if it was created. */
@AnyThread
final class OnDemand<T> implements Supplier<T>, AutoCloseable {

    private final Supplier<T> maker;
    private final Consumer<T> closer;
    private @Nullable T part;
    private boolean closed;

    OnDemand(Supplier<T> maker, Consumer<T> closer) {
        this.maker = maker;
        this.closer = closer;
    }

    @Override
    public synchronized T get() {
        if (closed) {
            throw new IllegalStateException("is closed");
        }
        if (part == null) {
            part = maker.get();
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (part != null) {
            closer.accept(part);
        }
    }
}
