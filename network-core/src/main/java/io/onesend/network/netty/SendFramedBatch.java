package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Collects the packets of one write for sessions with a {@link Framing}: writes each packet's header in front of it. The packets
 * themselves are those of plain sessions too, and their own counts and bytes leave the headers out.
 */
@IoThread
class SendFramedBatch extends SendBatch {

    final Framing framing;

    SendFramedBatch(Framing framing, ByteBufAllocator allocator, boolean gathers) {
        super(allocator, gathers);
        this.framing = framing;
    }

    /** Makes the batch that suits the framing. */
    @AnyThread
    static SendFramedBatch of(Framing framing, ByteBufAllocator allocator, boolean gathers) {
        return framing.isMasked()
                ? new SendMaskedBatch(framing, allocator, gathers)
                : new SendFramedBatch(framing, allocator, gathers);
    }

    @Override
    Framing framing() {
        return framing;
    }

    @Override
    int bytesAround(@Nullable EncodedPacket[] of, int from, int to) {
        int headers = 0;
        for (int i = from; i < to; i++) {
            EncodedPacket packet = of[i];
            assert packet != null;
            headers += framing.headerBytes(packet.length());
        }
        return headers;
    }

    @Override
    void append(@Nullable EncodedPacket[] of, int from, int to, ByteBuf out) {
        for (int i = from; i < to; i++) {
            EncodedPacket packet = of[i];
            assert packet != null;
            framing.appendHeader(packet.length(), out);
            PacketBuffers.append(packet, out);
        }
    }

    /**
     * Puts the header in front of a long packet, which is not copied. The packet's memory has no room for it: a few bytes more than
     * a power of two would cost it a quarter more memory, also where no WebSocket is.
     */
    @Override
    ByteBuf around(ByteBuf packet) {
        ByteBuf header;
        try {
            header = allocator.directBuffer(Framing.MOST_HEADER_BYTES);
        } catch (Throwable failed) {
            packet.release();
            throw failed;
        }
        framing.appendHeader(packet.readableBytes(), header);
        return allocator.compositeDirectBuffer(2).addComponents(true, header, packet);
    }
}
