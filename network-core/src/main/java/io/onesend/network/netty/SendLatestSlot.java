package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A place in the queue for the newest packet of a key. Senders replace its packet until it is taken, once. */
@AnyThread
final class SendLatestSlot {

    private final Object key;
    private final AtomicReference<@Nullable EncodedPacket> packet;

    /** Takes ownership of the packet's reference. */
    SendLatestSlot(Object key, EncodedPacket first) {
        this.key = key;
        this.packet = new AtomicReference<>(first);
    }

    Object key() {
        return key;
    }

    /** Puts a newer packet here and takes a reference to it; false if the old one was taken or there is no room. */
    boolean replace(EncodedPacket newer, SendAccount account) {
        while (true) {
            EncodedPacket older = packet.get();
            if (older == null) {
                return false;
            }
            int more = newer.length() - older.length();
            if (more > 0 && account.reserve(more) != Offer.ACCEPTED) {
                return false;
            }
            PacketBuffers.retain(newer, 1);
            if (packet.compareAndSet(older, newer)) {
                if (more < 0) {
                    account.giveBack(-more);
                }
                older.close();
                return true;
            }
            newer.close();
            if (more > 0) {
                account.giveBack(more);
            }
        }
    }

    boolean isTaken() {
        return packet.get() == null;
    }

    /** Takes the packet with its reference; null if it was taken before. */
    @Nullable
    EncodedPacket take() {
        return packet.getAndSet(null);
    }
}
