package io.onesend.network.netty;

import io.onesend.network.logic.LogicThread;
import org.jspecify.annotations.Nullable;

/**
 * Tells the I/O thread of a session when to cut the next frame, if its frames are cut one at a time, and how. The I/O thread has
 * the turn until it has appended a frame. Then the listener has it, until its callback has returned and the session is not held
 * back. Only one side has the turn, so what the listener changes meanwhile needs no lock.
 */
@LogicThread
final class InboundTurn {

    private final NettySession session;

    /** A callback is running, or may be. */
    private boolean delivering;

    /** A frame was delivered, and the next was not asked for. */
    private boolean listeners;

    private @Nullable InboundChange change;

    InboundTurn(NettySession session) {
        this.session = session;
    }

    /** Packets are delivered from here to {@link #end}. */
    void begin() {
        delivering = true;
    }

    /**
     * Gives the turn back unless the session is held back.
     *
     * @return false if frames are not cut one at a time any more
     */
    boolean end(boolean delivered, boolean heldBack) {
        delivering = false;
        listeners |= delivered;
        return heldBack || giveBack();
    }

    /** The session is not held back any more; the same result. */
    boolean letGo() {
        return delivering || giveBack();
    }

    private boolean giveBack() {
        if (!listeners) {
            return true;
        }
        InboundChange chosen = change;
        listeners = false;
        change = null;
        session.nextFrame(chosen);
        return chosen == null || chosen.oneAtATime();
    }

    void change(InboundChange chosen) {
        if (!delivering && !listeners) {
            throw new IllegalStateException(
                    session + ": frames can be changed in onReceive, or while the session is suspended there");
        }
        change = chosen;
    }
}
