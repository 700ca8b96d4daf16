package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one frame, encoded once and shared by every session it is sent to. Its creator closes it, in
 * try-with-resources. Each send queue that accepts it holds its own reference; the memory is reused when the last reference is
 * released. The bytes never change, so any number of threads may read them.
 */
public final class EncodedPacket implements AutoCloseable {

    /** The longest frame that {@link #encode} writes: 16 MiB. What is longer goes through {@link #copyOf(ByteBuffer)}. */
    public static final int MAX_WRITTEN_BYTES = 16 * 1024 * 1024;

    private static final byte[] NOT_HERE = new byte[0];

    /**
     * Null below the level advanced, where it would only sample. A small packet that is never closed costs only an array that is
     * not reused, and Netty itself tracks a large one's buffer. Sampling one packet in 128 took 6 % of an echo's time.
     */
    private static final @Nullable ResourceLeakDetector<EncodedPacket> LEAKS =
            ResourceLeakDetector.getLevel().compareTo(ResourceLeakDetector.Level.ADVANCED) < 0
                    ? null
                    : ResourceLeakDetectorFactory.instance().newResourceLeakDetector(EncodedPacket.class);

    private static final VarHandle REFERENCES;

    static {
        try {
            REFERENCES = MethodHandles.lookup().findVarHandle(EncodedPacket.class, "references", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int length;
    private final Delivery delivery;

    /** The bytes of a small packet, and the memory that the array goes back to. */
    private final byte[] array;

    private final @Nullable PacketMemory home;

    /** The bytes of a large packet. */
    private final @Nullable ByteBuf large;

    private final @Nullable ResourceLeakTracker<EncodedPacket> leak;

    private volatile int references = 1;

    private EncodedPacket(
            int length, Delivery delivery, byte[] array, @Nullable PacketMemory home, @Nullable ByteBuf large) {
        this.length = length;
        this.delivery = delivery;
        this.array = array;
        this.home = home;
        this.large = large;
        this.leak = LEAKS == null ? null : LEAKS.track(this);
    }

    /**
     * Makes a packet of an encoded frame.
     *
     * @param frame a whole frame, with its header or delimiter; copied
     * @return a packet for the caller to close
     */
    public static EncodedPacket copyOf(byte[] frame) {
        return copyOf(frame, Delivery.NORMAL);
    }

    /**
     * Makes a packet of an encoded frame, with a delivery.
     *
     * @param frame a whole frame, with its header or delimiter; copied
     * @param delivery what may happen to it when a receiver is slow
     * @return a packet for the caller to close
     */
    public static EncodedPacket copyOf(byte[] frame, Delivery delivery) {
        return copyOf(frame, 0, frame.length, delivery);
    }

    /**
     * Makes a packet of a part of an array.
     *
     * @param bytes holds a whole frame, with its header or delimiter; copied
     * @param from index of the frame's first byte
     * @param length of the frame, in bytes
     * @return a packet for the caller to close
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static EncodedPacket copyOf(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        return copyOf(bytes, from, length, Delivery.NORMAL);
    }

    /**
     * Makes a packet of the bytes between a buffer's position and its limit.
     *
     * @param frame a whole frame, with its header or delimiter; copied, and its position is not moved
     * @return a packet for the caller to close
     */
    public static EncodedPacket copyOf(ByteBuffer frame) {
        return copyOf(frame, Delivery.NORMAL);
    }

    /**
     * Makes a packet of the bytes between a buffer's position and its limit, with a delivery.
     *
     * @param frame a whole frame, with its header or delimiter; copied, and its position is not moved
     * @param delivery what may happen to it when a receiver is slow
     * @return a packet for the caller to close
     */
    public static EncodedPacket copyOf(ByteBuffer frame, Delivery delivery) {
        int length = frame.remaining();
        if (length >= PacketMemory.TOO_LONG) {
            return large(largeBuffer(length).writeBytes(frame.duplicate()), delivery);
        }
        PacketMemory home = PacketMemory.ofThisThread();
        byte[] array = home == null ? new byte[length] : home.take(length);
        frame.get(frame.position(), array, 0, length);
        return new EncodedPacket(length, delivery, array, home, null);
    }

    /**
     * Writes a frame of any protocol and makes a packet of it, without a {@link PacketRegistry}. What is written goes out as it
     * is: the frame's header or delimiter has to be in it.
     *
     * @param frame writes the whole frame, at once, on the calling thread; must not keep the writer; may write another one
     * @return a packet for the caller to close
     * @throws IllegalStateException if it becomes longer than {@link #MAX_WRITTEN_BYTES}
     */
    public static EncodedPacket encode(Consumer<PacketWriter> frame) {
        return encode(frame, Delivery.NORMAL);
    }

    /**
     * Writes a frame of any protocol and makes a packet of it, with a delivery.
     *
     * @param frame as for {@link #encode(Consumer)}
     * @param delivery what may happen to it when a receiver is slow
     * @return a packet for the caller to close
     * @throws IllegalStateException if it becomes longer than {@link #MAX_WRITTEN_BYTES}
     */
    public static EncodedPacket encode(Consumer<PacketWriter> frame, Delivery delivery) {
        ByteBuf scratch = PacketScratch.borrow();
        try {
            frame.accept(new PacketWriter(scratch));
            return copyOf(scratch.array(), 0, scratch.writerIndex(), delivery);
        } finally {
            PacketScratch.giveBack(scratch);
        }
    }

    static EncodedPacket copyOf(byte[] bytes, int from, int length, Delivery delivery) {
        if (length >= PacketMemory.TOO_LONG) {
            return large(largeBuffer(length).writeBytes(bytes, from, length), delivery);
        }
        PacketMemory home = PacketMemory.ofThisThread();
        byte[] array = home == null ? new byte[length] : home.take(length);
        System.arraycopy(bytes, from, array, 0, length);
        return new EncodedPacket(length, delivery, array, home, null);
    }

    private static ByteBuf largeBuffer(int length) {
        return PacketBuffers.ALLOCATOR.directBuffer(length, length);
    }

    /** Makes a packet of a buffer, which is not copied; takes ownership of it. */
    static EncodedPacket of(ByteBuf frame) {
        return large(frame, Delivery.NORMAL);
    }

    private static EncodedPacket large(ByteBuf frame, Delivery delivery) {
        return new EncodedPacket(frame.readableBytes(), delivery, NOT_HERE, null, frame);
    }

    /** {@return the number of bytes on the wire, header included} */
    public int length() {
        return length;
    }

    /** {@return what may happen to the packet when a receiver is too slow for it} */
    public Delivery delivery() {
        return delivery;
    }

    /**
     * Copies the bytes, for tests and tools.
     *
     * @return a copy of the whole frame
     * @throws IllegalReferenceCountException if the last reference was released
     */
    public byte[] toBytes() {
        if (references <= 0) {
            throw new IllegalReferenceCountException(references);
        }
        if (large == null) {
            return Arrays.copyOf(array, length);
        }
        byte[] copy = new byte[length];
        large.getBytes(0, copy);
        return copy;
    }

    /**
     * Releases the creator's reference. Call it once.
     *
     * @throws IllegalReferenceCountException if no reference is left, because it was called twice
     */
    @Override
    public void close() {
        release(1);
    }

    int references() {
        return references;
    }

    void retain(int more) {
        int before = (int) REFERENCES.getAndAdd(this, more);
        if (before <= 0) {
            REFERENCES.getAndAdd(this, -more);
            throw new IllegalReferenceCountException(before, more);
        }
    }

    void release(int fewer) {
        int before = (int) REFERENCES.getAndAdd(this, -fewer);
        if (before < fewer) {
            REFERENCES.getAndAdd(this, fewer);
            throw new IllegalReferenceCountException(before, -fewer);
        }
        if (before == fewer) {
            giveBack();
        }
    }

    private void giveBack() {
        if (leak != null) {
            leak.close(this);
        }
        if (large != null) {
            large.release();
        } else if (home != null) {
            home.giveBack(array);
        }
    }

    /** Appends the bytes to a buffer. */
    void appendTo(ByteBuf out) {
        if (large == null) {
            out.writeBytes(array, 0, length);
        } else {
            out.writeBytes(large, 0, length);
        }
    }

    /** Copies some of the bytes to an absolute index of a buffer that others write elsewhere at the same time. */
    void copyTo(ByteBuffer out, int at, int from, int bytes) {
        if (large == null) {
            out.put(at, array, from, bytes);
        } else {
            out.put(at, large.nioBuffer(from, bytes), 0, bytes);
        }
    }

    /** The buffer of a large packet, not a copy, with a reference for the caller; null for a small packet. */
    @Nullable
    ByteBuf ownMemory() {
        return large == null ? null : large.retainedDuplicate();
    }
}
