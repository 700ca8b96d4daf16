package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code ring} of a session with a {@link Framing}: copies each packet's header in with it. The header's bytes take room,
 * so they count against the limits, but they are not counted as sent.
 */
class SendFramedRingStore extends SendRingStore {

    final Framing framing;

    /** Header bytes put in; written by the sender whose turn it is to commit. */
    private volatile long headersIn;

    // I/O thread.
    private long headersOut;
    private int takenHeaders;

    SendFramedRingStore(Framing framing, SendAccount account) {
        super(account);
        this.framing = framing;
    }

    /** Makes the store that suits the framing. */
    static SendFramedRingStore of(Framing framing, SendAccount account) {
        return framing.isMasked()
                ? new SendMaskedRingStore(framing, account)
                : new SendFramedRingStore(framing, account);
    }

    /** Refuses, because the sender has counted the packet alone. The packet is then offered by itself. */
    @Override
    @AnyThread
    public Offer offerPrepared(EncodedPacket packet) {
        return Offer.SESSION_FULL;
    }

    @Override
    @AnyThread
    public long longestPacket() {
        return framing.longestPacketIn(super.longestPacket());
    }

    @Override
    int bytesOf(EncodedPacket packet) {
        return framing.headerBytes(packet.length()) + packet.length();
    }

    @Override
    void copyIn(EncodedPacket packet, long from, int bytes, ByteBuffer ring) {
        int header = framing.headerBytes(packet.length());
        framing.putHeader(packet.length(), ring, from);
        super.copyIn(packet, from + header, packet.length(), ring);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One sender at a time has the turn to commit.
    void committing(EncodedPacket packet) {
        headersIn = headersIn + framing.headerBytes(packet.length());
    }

    @Override
    @IoThread
    public @Nullable ByteBuf take() {
        ByteBuf batch = super.take();
        if (batch != null) {
            long headers = headersIn;
            takenHeaders = (int) (headers - headersOut);
            headersOut = headers;
        }
        return batch;
    }

    @Override
    @IoThread
    public int takenBytes() {
        return super.takenBytes() - takenHeaders;
    }

    @Override
    @IoThread
    public void written() {
        takenHeaders = 0;
        super.written();
    }
}
