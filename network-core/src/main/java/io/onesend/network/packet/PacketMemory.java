package io.onesend.network.packet;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Queue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reuses arrays for small packets. A batch copies such a packet in any case, so its bytes are best kept on the heap, in an array
 * that is reused. The owning thread takes arrays; the thread that releases a packet last gives its array back. A pooled buffer
 * for each packet, with its own object and bookkeeping, cost a chat in small rooms a tenth of its time.
 *
 * <p>Array lengths are powers of two. At most {@link #KEPT_BYTES} and {@link #MOST_KEPT} arrays of each size are kept; the
 * garbage collector takes the others, and all arrays of threads that keep none.
 */
final class PacketMemory {

    /** From this length on a packet may be written from its own memory, so it is kept off the heap. */
    static final int TOO_LONG = 4096;

    private static final int SMALLEST = 64;
    private static final int SIZES = Integer.numberOfTrailingZeros(TOO_LONG / SMALLEST) + 1;
    private static final int KEPT_BYTES = 2 * 1024 * 1024;
    private static final int MOST_KEPT = 4096;

    private static final FastThreadLocal<PacketMemory> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected PacketMemory initialValue() {
            return new PacketMemory();
        }
    };

    /** A queue for each size, made when the owner first takes that size: before any array of it can come back. */
    private final @Nullable Queue<byte[]>[] kept = queues();

    /** The calling thread's memory; null unless it is of the kind that logic and I/O threads are, which are few. */
    static @Nullable PacketMemory ofThisThread() {
        return Thread.currentThread() instanceof FastThreadLocalThread ? OF_THREAD.get() : null;
    }

    /** An array of at least that length, which is below {@link #TOO_LONG}. The owner's thread only. */
    byte[] take(int length) {
        int size = sizeOf(length);
        Queue<byte[]> arrays = kept[size];
        if (arrays == null) {
            arrays = new MpscAtomicArrayQueue<>(Math.min(MOST_KEPT, KEPT_BYTES / (SMALLEST << size)));
            kept[size] = arrays;
        }
        byte[] array = arrays.poll();
        return array == null ? new byte[SMALLEST << size] : array;
    }

    /** Takes an array back, on any thread; nobody else may hold it. */
    void giveBack(byte[] array) {
        Queue<byte[]> arrays = kept[sizeOf(array.length)];
        if (arrays != null) {
            arrays.offer(array);
        }
    }

    private static int sizeOf(int length) {
        return Integer.SIZE
                - Integer.numberOfLeadingZeros(Math.max(0, length - 1) >> Integer.numberOfTrailingZeros(SMALLEST));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Queue<byte[]>[] queues() {
        return new Queue[SIZES];
    }
}
