package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of one frame, encoded once and shared by every session it is sent to. Whoever makes one closes it, in
 * try-with-resources; each send queue that accepts it holds a reference of its own, and the memory returns to its pool when
 * the last one lets go. The bytes never change, so any number of threads may read them.
 */
public final class EncodedPacket implements AutoCloseable {

    private final ByteBuf content;

    EncodedPacket(ByteBuf content) {
        this.content = content;
    }

    /** A packet of these bytes, which are a whole frame; the array is copied. */
    public static EncodedPacket copyOf(byte[] frame) {
        ByteBuf buffer = PacketBuffers.ALLOCATOR.directBuffer(frame.length, frame.length);
        return new EncodedPacket(buffer.writeBytes(frame));
    }

    /** Length on the wire, header included. */
    public int length() {
        return content.readableBytes();
    }

    /** A copy of the bytes, for tests and tools. */
    public byte[] toBytes() {
        byte[] copy = new byte[length()];
        content.getBytes(content.readerIndex(), copy);
        return copy;
    }

    /** Gives back the creator's reference. To be called once. */
    @Override
    public void close() {
        content.release();
    }

    ByteBuf content() {
        return content;
    }
}
