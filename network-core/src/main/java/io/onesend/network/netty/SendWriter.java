package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/**
 * Writes the batches of one session to its connection, one at a time. All bytes of a session leave through its writer, so it
 * alone decides by which road: {@link SendChannelWriter} uses Netty's channel, {@link UringSendWriter} the ring of io_uring.
 */
@IoThread
interface SendWriter {

    /** Learns how a write has ended. Each write calls one of these methods once, perhaps before {@link #write} returns. */
    interface Completion {

        /** All bytes of the write were handed to the kernel. */
        void written();

        void failed(Throwable cause);
    }

    /**
     * Begins a write of the batch and, behind it, of the wrapped buffer. Takes ownership of both, also if it throws.
     *
     * @throws IllegalStateException if a write is outstanding; nothing of this one is written then
     */
    void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion);

    /** How far the outstanding write has come. A number that stays the same means that the receiver takes nothing. */
    long progress();

    /** Makes the outstanding write end soon, because its connection is closed. */
    void abandon();

    /** Releases the buffers of a write that must not begin; the caller throws the exception. */
    @AnyThread
    static IllegalStateException refuse(ByteBuf batch, @Nullable ByteBuf wrapped) {
        batch.release();
        if (wrapped != null) {
            wrapped.release();
        }
        return new IllegalStateException("a write begins while another is outstanding");
    }
}
