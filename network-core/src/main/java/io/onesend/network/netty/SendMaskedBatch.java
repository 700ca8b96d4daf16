package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the packets of one write for a client's WebSocket: masks each where it was copied to. No two frames have the same mask, so
 * no session gets the bytes of another, and long packets, whose memory others read too, are copied as well.
 */
@IoThread
final class SendMaskedBatch extends SendFramedBatch {

    SendMaskedBatch(Framing framing, ByteBufAllocator allocator, boolean gathers) {
        super(framing, allocator, gathers);
    }

    @Override
    boolean isSameAsWritten() {
        return false;
    }

    @Override
    void append(@Nullable EncodedPacket[] of, int from, int to, ByteBuf out) {
        int first = out.writerIndex();
        for (int i = from; i < to; i++) {
            EncodedPacket packet = of[i];
            assert packet != null;
            appendHeader(packet.length(), out);
            PacketBuffers.append(packet, out);
        }
        // After the last packet: the buffer has the memory now that it is written from.
        ByteBuffer bytes = out.internalNioBuffer(first, out.writerIndex() - first);
        int at = bytes.position();
        for (int i = from; i < to; i++) {
            EncodedPacket packet = of[i];
            assert packet != null;
            at += framing.headerBytes(packet.length());
            WebSocketMask.apply(bytes, at, packet.length());
            at += packet.length();
        }
    }

    @Override
    ByteBuf around(ByteBuf packet) {
        int length = packet.readableBytes();
        try {
            ByteBuf frame = allocator.directBuffer(framing.headerBytes(length) + length);
            appendHeader(length, frame);
            int payload = frame.writerIndex();
            WebSocketMask.apply(frame.writeBytes(packet), payload, length);
            return frame;
        } finally {
            packet.release();
        }
    }

    private void appendHeader(int length, ByteBuf out) {
        framing.appendHeader(length, out);
        out.writeInt(WebSocketMask.newKey());
    }
}
