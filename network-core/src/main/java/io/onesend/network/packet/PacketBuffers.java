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

    /**
     * Takes further references to a packet, from any thread; each is to be released.
     *
     * @param packet of which somebody holds a reference already
     * @param more so many
     * @throws io.netty.util.IllegalReferenceCountException if nobody does
     */
    public static void retain(EncodedPacket packet, int more) {
        packet.retain(more);
    }

    /**
     * Gives back references, from any thread; the last one frees the packet's memory.
     *
     * @param packet not to be used any more by who held them
     * @param fewer so many
     * @throws io.netty.util.IllegalReferenceCountException if there are not so many
     */
    public static void release(EncodedPacket packet, int fewer) {
        packet.release(fewer);
    }

    /**
     * References held at this moment; for assertions.
     *
     * @param packet also one whose memory is gone
     * @return 0: its memory is gone
     */
    public static int references(EncodedPacket packet) {
        return packet.references();
    }

    /**
     * Appends the packet's bytes to a buffer.
     *
     * @param packet of which the caller holds a reference
     * @param out grows as far as it may
     */
    public static void append(EncodedPacket packet, ByteBuf out) {
        packet.appendTo(out);
    }

    /**
     * Copies some of the packet's bytes to an absolute index of a buffer; no position is moved.
     *
     * @param packet of which the caller holds a reference
     * @param from the first byte of the packet to be copied
     * @param out others may write elsewhere in it meanwhile
     * @param at where in it the first byte goes
     * @param bytes so many
     */
    public static void copy(EncodedPacket packet, int from, ByteBuffer out, int at, int bytes) {
        packet.copyTo(out, at, from, bytes);
    }

    /**
     * The bytes of a packet that is too long to be copied.
     *
     * @param packet of which the caller holds a reference
     * @return the caller's to release; null for a packet that is to be copied
     */
    public static @Nullable ByteBuf ownMemory(EncodedPacket packet) {
        return packet.ownMemory();
    }
}
