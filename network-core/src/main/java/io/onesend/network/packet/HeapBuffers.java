package io.onesend.network.packet;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Small packets made of bytes that are on the heap already. An echo has one packet for each frame, and many of them at a
 * time: taking pooled memory and giving it back cost it a third of its throughput, and the batch copies them anyway. Watched
 * for leaks as all others are, because who forgets a reference to one would forget it to a pooled one too.
 */
final class HeapBuffers extends AbstractByteBufAllocator {

    /** From here on a packet may be written from its own memory, which then is better off the heap. */
    private static final int DIRECT_FROM_BYTES = 4096;

    private HeapBuffers() {}

    /** A buffer of its own with these bytes. */
    static ByteBuf copyOf(byte[] bytes) {
        return bytes.length < DIRECT_FROM_BYTES
                ? toLeakAwareBuffer(Unpooled.wrappedBuffer(bytes.clone()))
                : PacketBuffers.ALLOCATOR
                        .directBuffer(bytes.length, bytes.length)
                        .writeBytes(bytes);
    }

    // ---- an allocator in name only: the leak tracking is its inheritance

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return PooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }
}
