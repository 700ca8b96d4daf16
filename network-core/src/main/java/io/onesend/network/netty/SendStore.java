package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import org.jspecify.annotations.Nullable;

/**
 * Stores the accepted packets of one session. Any thread puts packets in; the I/O thread takes them out, one write at a time:
 * {@link #take}, perhaps {@link #takeWrapped}, and {@link #written} when that write has ended.
 */
interface SendStore {

    /** Accepts the packet and counts its bytes, or changes nothing. May drop older packets for it, if that is configured. */
    @AnyThread
    Offer offer(EncodedPacket packet);

    /** As {@link #offer}, but no packet is dropped; a newer one may still take the place of an older one with its key. */
    @AnyThread
    Offer offerWithoutDropping(EncodedPacket packet);

    /**
     * As {@link #offer}, for a sender that has already taken the packet's reference and counted its bytes against the server's
     * limit, for many receivers at once. The store owns both if it accepts; otherwise the sender still does. Nothing is replaced
     * or dropped to make room.
     */
    @AnyThread
    Offer offerPrepared(EncodedPacket packet);

    /** The length of the longest packet that it takes when it is empty. */
    @AnyThread
    long longestPacket();

    /** Takes the buffer of the next write, for the caller to release; null if nothing waits. */
    @IoThread
    @Nullable
    ByteBuf take();

    /** Takes a second buffer that follows in the same write, for the caller to release; usually null. */
    @IoThread
    @Nullable
    ByteBuf takeWrapped();

    /** The packets and bytes of the write under way. */
    @IoThread
    int takenPackets();

    @IoThread
    int takenBytes();

    /** Gives the write's bytes back after it has ended, successfully or not. */
    @IoThread
    void written();

    @IoThread
    boolean isEmpty();

    /** Releases all waiting packets and accepts no more; false if a sender is still adding one: then call it again. */
    @IoThread
    boolean discard();
}
