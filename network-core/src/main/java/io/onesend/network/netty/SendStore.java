package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import org.jspecify.annotations.Nullable;

/**
 * Where the accepted packets of one session wait. Any thread puts in; the I/O thread takes out, one write at a time:
 * {@link #take}, perhaps {@link #takeWrapped}, and when that write has ended {@link #written}.
 */
interface SendStore {

    /** Accepts the packet, its bytes counted, or changes nothing. */
    @AnyThread
    Offer offer(EncodedPacket packet);

    /**
     * As {@link #offer}, by a sender that has taken a reference to the packet and the server's share of its bytes beforehand,
     * for many receivers at once. Both are the store's if it accepts, and still the sender's if not. Nothing is replaced or
     * dropped to make room.
     */
    @AnyThread
    Offer offerPrepared(EncodedPacket packet);

    /** What the next write carries, owned by the caller; null if nothing waits. */
    @IoThread
    @Nullable
    ByteBuf take();

    /** What belongs to the same write behind that, owned by the caller; null as a rule. */
    @IoThread
    @Nullable
    ByteBuf takeWrapped();

    /** Packets and bytes of the write under way. */
    @IoThread
    int takenPackets();

    @IoThread
    int takenBytes();

    /** The write has ended, well or not: its bytes are given back. */
    @IoThread
    void written();

    @IoThread
    boolean isEmpty();

    /** Releases all that waits and accepts nothing more; false if a sender is in the middle of it, and to be tried again. */
    @IoThread
    boolean discard();
}
