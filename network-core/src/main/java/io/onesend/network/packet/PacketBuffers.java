package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Connects packets and Netty's buffers, for the netty package; an application does not need it. */
@SuppressWarnings("exports") // For the netty package, which knows these types.
public final class PacketBuffers {

    /** Where the memory of packets, batches and reads comes from. */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private PacketBuffers() {}

    /**
     * Takes further references to a packet, on any thread; each must be released.
     *
     * @param packet a packet with at least one reference left
     * @param more the number of references to take
     * @throws io.netty.util.IllegalReferenceCountException if no reference is left
     */
    public static void retain(EncodedPacket packet, int more) {
        packet.retain(more);
    }

    /**
     * Releases references, on any thread; the last one frees the packet's memory.
     *
     * @param packet must not be used any more by the holder of these references
     * @param fewer the number of references to release
     * @throws io.netty.util.IllegalReferenceCountException if fewer references are left
     */
    public static void release(EncodedPacket packet, int fewer) {
        packet.release(fewer);
    }

    /**
     * The references held at this moment; for assertions.
     *
     * @param packet also one whose memory was freed
     * @return 0 if its memory was freed
     */
    public static int references(EncodedPacket packet) {
        return packet.references();
    }

    /**
     * Tells a reader which buffer its frames are in, so that it can share a long one instead of copying it.
     *
     * @param reader wrapped around the same memory by its user, frame by frame
     * @param memory borrowed until this is called again; null: frames are copied
     * @param shift what has to be added to an index of the reader's byte buffer to get the index in this one
     */
    public static void lend(PacketReader reader, @Nullable ByteBuf memory, int shift) {
        reader.borrow(memory, shift);
    }

    /**
     * The memory that a reader's frame is in.
     *
     * @param reader points at a frame
     * @return borrowed from the frame's owner; its order is the reader's
     */
    public static ByteBuffer source(PacketReader reader) {
        return reader.source();
    }

    /**
     * Where a reader is in the memory of its frame.
     *
     * @param reader points at a frame
     * @return absolute index of the next byte
     */
    public static int position(PacketReader reader) {
        return reader.position();
    }

    /**
     * Appends the packet's bytes to a buffer.
     *
     * @param packet the caller holds a reference to it
     * @param out grows as far as it may
     */
    public static void append(EncodedPacket packet, ByteBuf out) {
        packet.appendTo(out);
    }

    /**
     * Copies some of the packet's bytes to an absolute index of a buffer and moves no position.
     *
     * @param packet the caller holds a reference to it
     * @param from index in the packet of the first byte to copy
     * @param out other threads may write elsewhere in it meanwhile
     * @param at index in the buffer for the first byte
     * @param bytes the number of bytes to copy
     */
    public static void copy(EncodedPacket packet, int from, ByteBuffer out, int at, int bytes) {
        packet.copyTo(out, at, from, bytes);
    }

    /**
     * The buffer of a packet that is too long to copy.
     *
     * @param packet the caller holds a reference to it
     * @return a buffer for the caller to release; null for a packet that must be copied
     */
    public static @Nullable ByteBuf ownMemory(EncodedPacket packet) {
        return packet.ownMemory();
    }
}
