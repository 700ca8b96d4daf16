package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;

/** Decides what becomes of a packet that its session's queue has refused: it is dropped, or kept by its sender, or ends the session. */
@AnyThread
final class SendRefusals {

    private SendRefusals() {}

    /** For a packet that was sent: drops it if that is configured and allowed; if not, the session ends. */
    static SendResult ofSent(NettySession session, EncodedPacket packet, Offer refused) {
        if (refused == Offer.CLOSED) {
            return SendResult.CLOSED;
        }
        boolean mayDrop = session.context().config().send().whenFull() != WhenFull.DISCONNECT
                && !packet.delivery().isMustDeliver();
        if (mayDrop) {
            session.context().shared().verdicts().droppedNewest();
            NetworkEvents.queueFull(session, "dropped-newest", session.queuedBytes());
            return SendResult.DROPPED;
        }
        return end(session, packet, refused);
    }

    /** For a packet that was offered: its sender keeps it, unless it can never have room. */
    static SendResult ofOffered(NettySession session, EncodedPacket packet, Offer refused) {
        return switch (refused) {
            case CLOSED -> SendResult.CLOSED;
            case TOO_LONG -> end(session, packet, refused);
            default -> SendResult.FULL;
        };
    }

    private static SendResult end(NettySession session, EncodedPacket packet, Offer refused) {
        DisconnectReason limit =
                refused == Offer.SERVER_FULL ? DisconnectReason.SERVER_SEND_LIMIT : DisconnectReason.SEND_LIMIT;
        long queued = session.queuedBytes();
        NetworkEvents.queueFull(session, limit.name(), queued);
        session.abort(limit.withDetail(
                refused == Offer.TOO_LONG ? tooLong(session, packet) : Counted.of(queued, "byte") + " queued"));
        return SendResult.CLOSED;
    }

    private static String tooLong(NettySession session, EncodedPacket packet) {
        return "a packet of " + Counted.of(packet.length(), "byte") + "; the longest that fits is "
                + Counted.of(session.sendQueue().longestPacket(), "byte");
    }
}
