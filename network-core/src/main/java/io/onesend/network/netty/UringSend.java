package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.FileDescriptor;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** One outstanding send in {@link UringSends}: its remaining bytes, its socket and who is told of its end. Reused once it has ended. */
@IoThread
final class UringSend {

    /** Identifies this object in the kernel's queue. */
    final int index;

    private @Nullable FileDescriptor socket;
    private @Nullable ByteBuf batch;
    private SendWriter.@Nullable Completion completion;
    private long address;
    private int left;
    private int sent;

    /** The kernel's identifier of the operation; changes when the rest is submitted. */
    private long operation;

    UringSend(int index) {
        this.index = index;
    }

    /** Takes ownership of the buffer until {@link #end}. Leaves its indices, because others may send it at the same time. */
    void begin(FileDescriptor to, ByteBuf buffer, SendWriter.Completion told) {
        socket = to;
        batch = buffer;
        completion = told;
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

    /** Releases the buffer and forgets the socket; the caller calls the completion. */
    SendWriter.Completion end() {
        SendWriter.Completion told = completion;
        ByteBuf buffer = batch;
        if (told == null || buffer == null) {
            throw new IllegalStateException("no send outstanding");
        }
        buffer.release();
        socket = null;
        batch = null;
        completion = null;
        return told;
    }

    boolean isOutstanding() {
        return completion != null;
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
