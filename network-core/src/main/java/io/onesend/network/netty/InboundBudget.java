package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Limits the received bytes that one server holds: of packets not handled yet, and of frames that have begun. At the limit, a
 * session that would add more is not read until there is room.
 *
 * <p>Sessions that each hold a part of a frame would wait for each other for ever. So room for one more frame is kept free, and
 * one waiting session at a time goes on <em>alone</em>, until its frame is handled. Up to {@link #FREE} bytes of a session are not
 * counted, so that a session with short frames never waits for others.
 */
@AnyThread
final class InboundBudget {

    /** This number of bytes of a session, or fewer, are not counted, and cost nothing to count. */
    static final int FREE = 4096;

    private static final RateLimitedLog FULL =
            new RateLimitedLog(LoggerFactory.getLogger(InboundBudget.class), Level.WARN, 1);

    private final long total;
    private volatile long full;
    private final AtomicLong used = new AtomicLong();

    // Written under this object's lock. Sessions rarely wait.
    private final Set<InboundAccount> waiting = new LinkedHashSet<>();
    private volatile boolean anyWaits;
    private volatile @Nullable InboundAccount alone;

    InboundBudget(NetworkConfig config, int longestFrame) {
        this(config.inbound().maxTotalBytes(), longestFrame);
    }

    /**
     * Starts empty.
     *
     * @param total the most bytes held, with the frame of the session that goes on alone
     * @param longestFrame not above the total
     */
    InboundBudget(long total, int longestFrame) {
        assert longestFrame <= total;
        this.total = total;
        this.full = total - longestFrame;
    }

    /**
     * Keeps room for a frame of this length too. Frames of sessions that are there may still be as long as before.
     *
     * @throws IllegalArgumentException if there is no room for it; nothing has changed then
     */
    synchronized void keepRoomFor(int frame) {
        demandRoomFor(frame);
        full = Math.min(full, total - frame);
    }

    /** @throws IllegalArgumentException if the total has no room for a frame of this length */
    void demandRoomFor(int frame) {
        if (frame > total) {
            throw new IllegalArgumentException("maxFrameBytes is " + frame + ", but inboundMaxTotalBytes was " + total
                    + " at the start, and has to have room for it");
        }
    }

    /** Counts bytes that have arrived. They cannot be refused any more, so the sum may pass the limit by the reads of a moment. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        long left = used.addAndGet(-bytes);
        if (anyWaits && left < full) {
            allGoOn();
        }
    }

    /** Whether only a session that goes on alone may add more. */
    boolean isFull() {
        return used.get() >= full;
    }

    boolean isAlone(InboundAccount account) {
        return alone == account;
    }

    /** Whether a session may be read: because there is room, or because it goes on alone. If not, it will be told to look again. */
    @IoThread
    synchronized boolean mayBeRead(InboundAccount account) {
        if (!isFull()) {
            leave(account);
            return true;
        }
        if (alone == account) {
            return true;
        }
        if (alone == null && account.couldGoOnAlone()) {
            stopWaiting(account);
            alone = account;
            return true;
        }
        waiting.add(account);
        anyWaits = true;
        // After the flag: whoever gives back from now on sees it, and what was given back before is seen here.
        if (!isFull()) {
            stopWaiting(account);
            return true;
        }
        FULL.log(
                "{} bytes received and not handled yet, of at most {}: reading stops where more would come",
                used,
                total);
        return false;
    }

    /** The session holds no bytes any more, or has ended: if it went on alone, another may. */
    void leave(InboundAccount account) {
        if (!anyWaits && alone != account) {
            return;
        }
        synchronized (this) {
            stopWaiting(account);
            if (alone == account) {
                alone = null;
                letAnotherGoOn();
            }
        }
    }

    private void letAnotherGoOn() {
        if (!isFull()) {
            allGoOn();
            return;
        }
        for (InboundAccount each : waiting) {
            if (each.couldGoOnAlone()) {
                alone = each;
                stopWaiting(each);
                each.lookAgain();
                return;
            }
        }
    }

    /** Each reads once at least; those for which there is no room then wait again. */
    private synchronized void allGoOn() {
        List<InboundAccount> all = List.copyOf(waiting);
        waiting.clear();
        anyWaits = false;
        all.forEach(InboundAccount::lookAgain);
    }

    private void stopWaiting(InboundAccount account) {
        waiting.remove(account);
        anyWaits = !waiting.isEmpty();
    }

    boolean doesAnyWait() {
        return anyWaits;
    }

    /** Bytes held now. */
    long used() {
        return used.get();
    }
}
