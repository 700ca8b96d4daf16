package io.onesend.network.netty;

import io.onesend.network.events.SlowReceiverEvent;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.TimeUnit;

/** Sees, once a second and while somebody records it, whether the same write is still outstanding. */
@IoThread
final class SlowReceiverWatch {

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = -1;

    private long write = NONE;
    private long since;
    private boolean told;

    void look(NettySession session, long now) {
        SendQueue queue = session.sendQueue();
        if (!SlowReceiverEvent.isOn() || !queue.isWriting()) {
            write = NONE;
        } else if (queue.writes() != write) {
            write = queue.writes();
            since = now;
            told = false;
        } else if (!told && now - since > SLOW_NANOS) {
            told = true;
            SlowReceiverEvent.emit(session, TimeUnit.NANOSECONDS.toMillis(now - since), queue.queuedBytes());
        }
    }
}
