package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;

/** The door between packets and Netty's buffers, for the netty package; an application has no use for it. */
public final class PacketBuffers {

    /** Where the memory of packets, batches and reads comes from. */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private PacketBuffers() {}

    /** The packet's bytes, the same object for all threads: read it by absolute index, and do not move it. */
    public static ByteBuffer bytes(EncodedPacket packet) {
        return packet.bytes();
    }

    /** The packet's own buffer, borrowed: read it by absolute index, and retain it to keep it. */
    public static ByteBuf content(EncodedPacket packet) {
        return packet.content();
    }
}
