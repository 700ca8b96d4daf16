package io.onesend.host.chat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** A signal that asks for the end once; a second one ends the process as if nobody had listened. */
final class EndSignal implements AutoCloseable {

    private final String name;
    private final AtomicBoolean restored = new AtomicBoolean();
    private volatile @Nullable Object before;

    private EndSignal(String name) {
        this.name = name;
    }

    static EndSignal register(String name, Runnable end) {
        EndSignal signal = new EndSignal(name);
        signal.before = Signals.register(name, () -> {
            signal.close();
            end.run();
        });
        return signal;
    }

    @Override
    public void close() {
        Object previous = before;
        if (previous != null && !restored.getAndSet(true)) {
            Signals.unregister(name, previous);
        }
    }
}
