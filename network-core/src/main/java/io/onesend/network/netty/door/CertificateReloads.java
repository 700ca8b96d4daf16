package io.onesend.network.netty.door;

import io.onesend.network.logic.AnyThread;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts how often certificates were read again, for all ports of a server. */
@AnyThread
final class CertificateReloads {

    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Instant last;

    void done() {
        last = Instant.now();
        done.increment();
    }

    void failed() {
        failed.increment();
    }

    /** When the last one was done; null: there was none. */
    @Nullable
    Instant last() {
        return last;
    }

    /** By how they ended, without those that there were none of. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>(Map.of("ok", done.sum(), "failed", failed.sum()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
