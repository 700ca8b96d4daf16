package io.onesend.network.netty;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one packet to a group of sessions. Some work of each send is done once for a group of sessions: taking references, counting
 * bytes under the server's limit, and the memory fence between the offer and the check who must be woken. A session that cannot
 * be served this way is sent to alone.
 *
 * <p>A group's bytes are all counted before the first offer, and given back at once if a session refuses. So the server's limit
 * may refuse another sender a moment early, by less than a group's bytes.
 */
@AnyThread
final class SendFanOut {

    /** Sessions of a group, a bit for each. A group is walked twice and should still be in the cache the second time. */
    private static final int GROUP = Long.SIZE;

    private SendFanOut() {}

    /** Sends to a group of sessions that begins there, and returns where the next one begins. */
    static int sendToGroup(List<? extends Session> receivers, int from, EncodedPacket packet) {
        int to = Math.min(receivers.size(), from + GROUP);
        send(receivers, from, to, packet);
        return to;
    }

    private static void send(List<? extends Session> receivers, int from, int to, EncodedPacket packet) {
        int size = to - from;
        SendBudget budget = budgetOf(receivers.get(from));
        if (budget == null || packet.delivery().key() != null || !budget.reserve((long) size * packet.length())) {
            for (int i = from; i < to; i++) {
                sendAlone(receivers, i, packet);
            }
            return;
        }
        PacketBuffers.retain(packet, size);
        long refused = offerToGroup(receivers, from, to, packet, budget);
        if (refused != 0) {
            int unused = Long.bitCount(refused);
            PacketBuffers.release(packet, unused);
            budget.giveBack((long) unused * packet.length());
            for (int i = from; i < to; i++) {
                if (((refused >>> (i - from)) & 1) != 0) {
                    sendAlone(receivers, i, packet);
                }
            }
        }
    }

    private static void sendAlone(List<? extends Session> receivers, int index, EncodedPacket packet) {
        Session receiver = receivers.get(index);
        if (isCrowd(receivers) && receiver instanceof NettySession known) {
            // Before the packet is there, because the send would line up in the other line.
            known.sendQueue().lineUpInCrowd();
        }
        receiver.send(packet);
    }

    /** Returns the receivers that did not accept, the first one in the lowest bit. */
    private static long offerToGroup(
            List<? extends Session> receivers, int from, int to, EncodedPacket packet, SendBudget budget) {
        long refused = 0;
        for (int i = from; i < to; i++) {
            SendQueue queue = queueOf(receivers.get(i), budget);
            if (queue == null || queue.offerPrepared(packet) != Offer.ACCEPTED) {
                refused |= 1L << (i - from);
            }
        }
        SendQueue.publish();
        boolean crowd = isCrowd(receivers);
        for (int i = from; i < to; i++) {
            SendQueue queue = queueOf(receivers.get(i), budget);
            if (queue != null) {
                if (crowd) {
                    queue.lineUpInCrowd();
                } else {
                    queue.lineUp();
                }
            }
        }
        return refused;
    }

    private static boolean isCrowd(List<? extends Session> receivers) {
        return receivers.size() > SendLines.CROWD_ABOVE;
    }

    private static @Nullable SendBudget budgetOf(Session session) {
        return session instanceof NettySession known ? known.sendQueue().server() : null;
    }

    private static @Nullable SendQueue queueOf(Session session, SendBudget budget) {
        if (!(session instanceof NettySession known)) {
            return null;
        }
        SendQueue queue = known.sendQueue();
        return queue.server() == budget ? queue : null;
    }
}
