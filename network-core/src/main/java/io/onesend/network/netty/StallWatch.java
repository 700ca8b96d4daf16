package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.onesend.network.logic.IoThread;
import java.time.Duration;

/** Tells a write that makes no progress from a slow one: looked at once a second, not timed per write. */
@IoThread
final class StallWatch {

    private final Channel channel;
    private final SendQueue queue;
    private final long timeoutNanos;

    private long writesThen = -1;
    private long progressThen;
    private long since;

    StallWatch(Channel channel, SendQueue queue, Duration timeout) {
        this.channel = channel;
        this.queue = queue;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Whether the write under way has not moved a byte for the time-out, which zero turns off. */
    boolean isStalled(long now) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        if (timeoutNanos == 0 || !queue.isWriting() || outbound == null) {
            writesThen = -1;
            return false;
        }
        long writes = queue.writes();
        long progress = outbound.currentProgress();
        if (writes != writesThen || progress != progressThen) {
            writesThen = writes;
            progressThen = progress;
            since = now;
            return false;
        }
        return now - since > timeoutNanos;
    }
}
