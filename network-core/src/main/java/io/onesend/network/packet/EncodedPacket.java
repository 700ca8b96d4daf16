package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one frame, encoded once and shared by every session it is sent to. Whoever makes one closes it, in
 * try-with-resources; each send queue that accepts it holds a reference of its own, and the memory returns to its pool when
 * the last one lets go. The bytes never change, so any number of threads may read them.
 */
public final class EncodedPacket implements AutoCloseable {

    private final ByteBuf content;
    private final Delivery delivery;

    /** Made when a ring first asks for it; a second one made at the same time does no harm. */
    private volatile @Nullable ByteBuffer bytes;

    EncodedPacket(ByteBuf content, Delivery delivery) {
        this.content = content;
        this.delivery = delivery;
    }

    /** A packet of these bytes, which are a whole frame; the array is copied. */
    public static EncodedPacket copyOf(byte[] frame) {
        return copyOf(frame, Delivery.NORMAL);
    }

    /** As {@link #copyOf(byte[])}, with a say in what happens when a receiver is slow. */
    public static EncodedPacket copyOf(byte[] frame, Delivery delivery) {
        return new EncodedPacket(HeapBuffers.copyOf(frame), delivery);
    }

    /** Length on the wire, header included. */
    public int length() {
        return content.readableBytes();
    }

    public Delivery delivery() {
        return delivery;
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

    ByteBuffer bytes() {
        ByteBuffer view = bytes;
        if (view == null) {
            view = content.nioBuffer();
            bytes = view;
        }
        return view;
    }

    ByteBuf content() {
        return content;
    }
}
