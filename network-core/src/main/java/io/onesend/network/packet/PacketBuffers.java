package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The door between packets and Netty's buffers, for the netty package; an application has no use for it. */
public final class PacketBuffers {

    /** Where the memory of packets, batches and reads comes from. */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private PacketBuffers() {}

    /** Takes so many further references to a packet; each is to be released. */
    public static void retain(EncodedPacket packet, int more) {
        packet.retain(more);
    }

    /** Gives back so many references; the last one frees the packet's memory. */
    public static void release(EncodedPacket packet, int fewer) {
        packet.release(fewer);
    }

    /** References held at this moment. */
    public static int references(EncodedPacket packet) {
        return packet.references();
    }

    /** Appends the packet's bytes to a buffer. */
    public static void append(EncodedPacket packet, ByteBuf out) {
        packet.appendTo(out);
    }

    /** Copies some of the packet's bytes to an absolute index of a buffer; neither is moved. */
    public static void copy(EncodedPacket packet, int from, ByteBuffer out, int at, int bytes) {
        packet.copyTo(out, at, from, bytes);
    }

    /** The bytes of a packet that is too long to be copied, with a reference of the caller's own; null for all others. */
    public static @Nullable ByteBuf ownMemory(EncodedPacket packet) {
        return packet.ownMemory();
    }
}
