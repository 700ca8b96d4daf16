package io.onesend.network.netty;

import io.onesend.network.SendResult;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Passes one session's packets on to others, and holds the session back while those are not writable. A packet that finds no room
 * is kept here and goes first. A session has one as soon as it passes packets on, or others wait for it.
 *
 * <p>A held session's callback may still pass packets on, so more than one may be kept: those of a single callback.
 */
final class SessionRelay {

    private record Kept(EncodedPacket packet, NettySession to) {}

    private final NettySession session;

    // The session's logic thread.
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private @Nullable NettySession waitsFor;
    private boolean ended;

    /** Relays that wait for this session; they add themselves, on their own logic threads. */
    private final Queue<SessionRelay> waiting = new ConcurrentLinkedQueue<>();

    SessionRelay(NettySession session) {
        this.session = session;
    }

    /** Passes a packet on, or keeps it with a reference of its own. */
    @LogicThread
    SendResult pass(EncodedPacket packet, NettySession to) {
        assert session.logicLoop().inLoop();
        if (ended) {
            return SendResult.CLOSED;
        }
        SendResult result = kept.isEmpty() ? to.offer(packet) : SendResult.FULL;
        if (result == SendResult.FULL) {
            PacketBuffers.retain(packet, 1);
            kept.add(new Kept(packet, to));
            result = SendResult.ACCEPTED;
        }
        if (waitsFor == null && !(kept.isEmpty() && mayGoOn(to))) {
            session.inbound().hold();
            waitsFor = to;
            if (!isWaitingFor(to)) {
                goOn();
            }
        }
        return result;
    }

    /** Sends what is kept, and then lets the session go, or waits again. */
    @LogicThread
    private void goOn() {
        assert session.logicLoop().inLoop();
        do {
            waitsFor = sendKept();
            if (waitsFor == null) {
                session.inbound().letGo();
                return;
            }
        } while (!isWaitingFor(waitsFor));
    }

    /** Returns the session to wait for; null if everything has been passed on and there is room for more. */
    private @Nullable NettySession sendKept() {
        NettySession last = waitsFor;
        Kept next;
        while ((next = kept.peek()) != null) {
            last = next.to;
            if (last.offer(next.packet) == SendResult.FULL) {
                return last;
            }
            // Accepted, or its receiver is gone.
            kept.remove();
            next.packet.close();
        }
        return last == null || mayGoOn(last) ? null : last;
    }

    private static boolean mayGoOn(NettySession to) {
        return to.isWritable() || !to.isOpen();
    }

    /** Stands in line; false if the session became writable just before that, so that nobody is going to tell this relay. */
    private boolean isWaitingFor(NettySession to) {
        Queue<SessionRelay> line = to.relay().waiting;
        line.add(this);
        return !(mayGoOn(to) && line.remove(this));
    }

    /** This session is writable again: those that wait for it go on, as long as it stays so. */
    @LogicThread
    void tellWaiting() {
        assert session.logicLoop().inLoop();
        SessionRelay next;
        while (mayGoOn(session) && (next = waiting.poll()) != null) {
            next.session.onLogicThread(next::goOn);
        }
    }

    /** This session has ended: what it has not passed on is dropped, and those that wait for it go on without it. */
    @LogicThread
    void end() {
        assert session.logicLoop().inLoop();
        ended = true;
        if (waitsFor != null) {
            waitsFor.relay().waiting.remove(this);
        }
        kept.forEach(unsent -> unsent.packet.close());
        kept.clear();
        tellWaiting();
    }
}
