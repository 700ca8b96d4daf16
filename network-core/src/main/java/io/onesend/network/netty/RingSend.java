package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.FileDescriptor;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** One outstanding send in {@link RingSends}: its remaining bytes, socket and promise. Reused once it has ended. */
@IoThread
final class RingSend {

    /** Identifies this object in the kernel's queue. */
    final int index;

    private @Nullable FileDescriptor socket;
    private @Nullable ByteBuf batch;
    private @Nullable ChannelPromise promise;
    private long address;
    private int left;
    private int sent;

    /** The kernel's identifier of the operation; changes when the rest is submitted. */
    private long operation;

    RingSend(int index) {
        this.index = index;
    }

    /** Takes ownership of the buffer until {@link #end}. Leaves its indices, because others may send it at the same time. */
    void begin(FileDescriptor to, ByteBuf buffer, ChannelPromise told) {
        socket = to;
        batch = buffer;
        promise = told;
        address = buffer.memoryAddress() + buffer.readerIndex();
        left = buffer.readableBytes();
        sent = 0;
    }

    void submittedAs(long id) {
        operation = id;
    }

    void advance(int bytes) {
        address += bytes;
        left -= bytes;
        sent += bytes;
    }

    /** Releases the buffer and forgets the socket; the caller completes the promise. */
    ChannelPromise end() {
        ChannelPromise told = promise;
        ByteBuf buffer = batch;
        if (told == null || buffer == null) {
            throw new IllegalStateException("no send outstanding");
        }
        buffer.release();
        socket = null;
        batch = null;
        promise = null;
        return told;
    }

    boolean isOutstanding() {
        return promise != null;
    }

    /** Whether the descriptor number still belongs to this socket. */
    boolean isSocketOpen() {
        FileDescriptor to = socket;
        return to != null && to.isOpen();
    }

    int socket() {
        FileDescriptor to = socket;
        if (to == null) {
            throw new IllegalStateException("no send outstanding");
        }
        return to.intValue();
    }

    long operation() {
        return operation;
    }

    long address() {
        return address;
    }

    int left() {
        return left;
    }

    /** Counts bytes that the kernel has taken. */
    int sent() {
        return sent;
    }
}
