package io.onesend.network.packet;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Queue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Arrays for small packets. A batch copies such a packet in any case, so its bytes are best off on the heap, in an array that
 * is used again: taken by the thread whose memory this is, given back by whichever thread was the packet's last holder. A
 * pooled buffer for each, with its own object and its own books, cost a chat in small rooms a tenth of its time.
 *
 * <p>Arrays come in powers of two. Of each size at most {@link #KEPT_BYTES} and {@link #MOST_KEPT} are kept; the others are
 * left to the garbage collector, as all those are that a thread takes which keeps none.
 */
final class PacketMemory {

    /** From this length on a packet may be written from its own memory, which then is better off the heap. */
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

    /** One for each size, made when it is first asked for by the owner: before any array of that size can come back. */
    private final @Nullable Queue<byte[]>[] kept = queues();

    /** That of the calling thread; null if it is not one of the kind that logic and I/O threads are, of which there are few. */
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

    /** By any thread; nobody else may hold the array. */
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
