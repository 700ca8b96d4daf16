package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * Lends the buffer that a frame is written into before its length is known. A logic or I/O thread keeps one, of at most 64 KiB,
 * for the next frame. While it is lent, the thread has none: a frame written inside another one gets a buffer of its own.
 */
final class PacketScratch {

    private static final int FIRST_BYTES = 512;
    private static final int MOST_KEPT_BYTES = 64 * 1024;

    private static final FastThreadLocal<@Nullable ByteBuf> KEPT = new FastThreadLocal<>();

    private PacketScratch() {}

    /** An empty heap buffer, which grows up to {@link EncodedPacket#MAX_WRITTEN_BYTES}. */
    static ByteBuf borrow() {
        ByteBuf kept = keeps() ? KEPT.get() : null;
        if (kept == null) {
            return Unpooled.buffer(FIRST_BYTES, EncodedPacket.MAX_WRITTEN_BYTES);
        }
        KEPT.set(null);
        return kept.clear();
    }

    /** Takes the buffer back on the thread that borrowed it; nothing may refer to its array any more. */
    static void giveBack(ByteBuf buffer) {
        if (keeps() && buffer.capacity() <= MOST_KEPT_BYTES) {
            KEPT.set(buffer);
        }
    }

    private static boolean keeps() {
        return Thread.currentThread() instanceof FastThreadLocalThread;
    }
}
