package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.FileDescriptor;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/** A place for one outstanding send in {@link RingSends}: what is left of it and whose it is. Taken again once it has ended. */
@IoThread
final class RingSend {

    /** What stands in the kernel's queue in place of this object. */
    final int index;

    private @Nullable FileDescriptor socket;
    private @Nullable ByteBuf batch;
    private @Nullable ChannelPromise promise;
    private long address;
    private int left;
    private int sent;

    /** What the kernel knows the operation by; changes when the rest is submitted. */
    private long operation;

    RingSend(int index) {
        this.index = index;
    }

    /** Takes the buffer over, to be released by {@link #end}. Its indices stay: it may go to others at the same time. */
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

    /** Gives the buffer back and forgets whose the send was; the promise is the caller's to tell. */
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

    /** Whether the number of the socket is still this socket's. */
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

    /** Bytes that the kernel has taken. */
    int sent() {
        return sent;
    }
}
