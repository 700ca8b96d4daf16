package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts the memory of a session's bytes that are not packets yet, and decides whether more may be read. When a frame is whole,
 * its packet is counted in its place, by {@link InboundQueue}, until it is handled.
 */
@IoThread
final class InboundAccount {

    /** How long a frame may take to become whole while other sessions wait for room. */
    static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final NettySession session;
    private final InboundQueue queue;
    private final InboundTally tally;
    private final InboundBudget server;
    private final NetworkConfig.Inbound limits;

    /** The memory taken for frames that have begun, as the server counts it. */
    private int begun;

    /** Whether the server may know of this session: it waits, or goes on alone. */
    private boolean isKnown;

    /** Whether a frame has become whole since this session goes on alone. */
    private boolean hasHadItsTurn;

    private volatile boolean released;

    // While others wait: since when this frame has been seen, and the number of frames before it.
    private boolean watched;
    private long watchedSince;
    private long packetsBefore;

    InboundAccount(NettySession session) {
        this.session = session;
        this.queue = session.inbound();
        this.tally = queue.tally();
        this.server = session.context().shared().inboundBudget();
        this.limits = session.context().config().inbound();
    }

    /** Notes how much memory is kept for what has not been handed on. */
    void keep(int memory) {
        int counted = memory <= InboundBudget.FREE ? 0 : memory;
        int more = counted - begun;
        begun = counted;
        if (more > 0) {
            server.take(more);
        } else if (more < 0) {
            server.giveBack(-more);
        }
    }

    /** A whole frame is handed on. Returns how many of its bytes are counted already, and are the packet's from now on. */
    int handOn(int length) {
        hasHadItsTurn = true;
        if (length <= InboundBudget.FREE) {
            return 0;
        }
        int moved = Math.min(begun, length);
        begun -= moved;
        return moved;
    }

    /** Whether more may be read now. If not, the session will be told to look again. */
    boolean mayRead() {
        if (begun == 0 && !isKnown) {
            return true;
        }
        while (true) {
            long waiting = tally.waiting();
            if (waiting == 0 && hasHadItsTurn && isKnown) {
                leave();
            }
            long held = InboundCount.bytes(waiting) + begun;
            // A frame may be longer than the mark: it is read when nothing else waits.
            boolean isOverMark = waiting != 0 && held >= limits.highBytes();
            if (!isOverMark && (held == 0 || !server.isFull())) {
                leave();
                return true;
            }
            if (isOverMark) {
                if (tally.stopReading()) {
                    return false;
                }
            } else {
                return mayAddToTheServers();
            }
        }
    }

    private boolean mayAddToTheServers() {
        // The flag comes first: the end of a turn, or of a suspension, may be what lets this session go on.
        tally.askToBeTold();
        isKnown = true;
        // Frames that became whole before this session goes on alone do not end its turn.
        if (!server.isAlone(this)) {
            hasHadItsTurn = false;
        }
        if (!server.mayBeRead(this)) {
            return false;
        }
        tally.needNotBeTold();
        return true;
    }

    private void leave() {
        if (isKnown) {
            isKnown = false;
            server.leave(this);
        }
    }

    /** Whether nothing keeps this session from completing its frame, and then handling it, but the want of room. */
    @AnyThread
    boolean couldGoOnAlone() {
        return !released && tally.waiting() == 0 && !queue.isSuspended();
    }

    @AnyThread
    void lookAgain() {
        session.lookAgainAtReading();
    }

    /**
     * Called once a second. Returns why to end the session, or null: others wait for room, and its frame does not become whole.
     *
     * @param packets received so far
     * @param isStopped the session itself is not read
     */
    @Nullable
    DisconnectReason keepsOthersWaiting(long now, long packets, boolean isStopped) {
        if (begun == 0 || isStopped || !server.doesAnyWait()) {
            watched = false;
            return null;
        }
        if (!watched || packets != packetsBefore) {
            watched = true;
            watchedSince = now;
            packetsBefore = packets;
            return null;
        }
        return now - watchedSince <= FRAME_NANOS
                ? null
                : DisconnectReason.SERVER_INBOUND_LIMIT.withDetail("a frame was not whole after "
                        + TimeUnit.NANOSECONDS.toSeconds(FRAME_NANOS) + " s, while others waited for its "
                        + Counted.of(begun, "byte"));
    }

    /** The session's bytes are dropped. */
    void release() {
        released = true;
        keep(0);
        leaveUnlessPacketsWait();
    }

    /**
     * Whether a session that closes may keep what it has until the peer closes too: if not, it keeps bytes that count, and the
     * server has no room. It neither waits for room any more, nor goes on alone.
     */
    boolean mayKeepWhileClosing() {
        released = true;
        leaveUnlessPacketsWait();
        return begun == 0 || !server.isFull();
    }

    private void leaveUnlessPacketsWait() {
        if (tally.waiting() == 0) {
            leave();
        }
    }

    /** The session has ended, and its packets are dropped. */
    @AnyThread
    void ended() {
        server.leave(this);
    }
}
