package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.onesend.network.logic.IoThread;

/**
 * Passes io_uring events to a Netty channel, so that the channel notices every reset.
 *
 * <p>Netty 4.2.18 misses a reset that has overtaken the reading of data. It reads until the kernel reports the socket as empty,
 * and then waits for the next event of its poll. The kernel reports that once the data has been read, although the error is
 * still to be read; but the poll reported the reset earlier and reports nothing more. Such a channel never became inactive: its
 * session and its descriptor stayed for good. After an orderly end the kernel reports the socket as not empty.
 *
 * <p>So once a poll has reported the peer's end, each read is passed to Netty with the socket marked as not empty: Netty reads on
 * until the error or the end. Until then every event is passed on unchanged.
 */
@IoThread
@SuppressWarnings("try") // Netty declares that closing may throw anything.
final class UringChannel implements IoUringIoHandle {

    // From the kernel's io_uring.h.
    private static final byte OP_POLL_ADD = 6;
    private static final byte OP_RECV = 27;
    private static final int SOCKET_NOT_EMPTY = 1 << 2;

    // From the kernel's poll.h.
    private static final int IN_OR_OUT = 0x1 | 0x4;
    private static final int ERROR_OR_HANG_UP = 0x8 | 0x10;
    private static final int PEER_ENDED = 0x2000;

    private final IoUringIoHandle netty;
    private boolean peerEnded;

    UringChannel(IoUringIoHandle netty) {
        this.netty = netty;
    }

    /** Wraps Netty's channels; other handles, such as {@link UringSends}, stay unchanged. */
    static IoRegistration register(IoHandler handler, IoHandle handle) throws Exception {
        boolean isChannel = handle instanceof Channel.Unsafe;
        return handler.register(isChannel ? new UringChannel((IoUringIoHandle) handle) : handle);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        IoUringIoEvent completion = (IoUringIoEvent) event;
        if (completion.opcode() == OP_POLL_ADD) {
            netty.handle(registration, polled(completion));
        } else if (peerEnded && completion.opcode() == OP_RECV) {
            netty.handle(registration, with(completion, completion.res(), completion.flags() | SOCKET_NOT_EMPTY));
        } else {
            netty.handle(registration, event);
        }
    }

    /** A negative result means that the poll was cancelled or failed. */
    private IoUringIoEvent polled(IoUringIoEvent completion) {
        int ready = completion.res();
        if (ready < 0 || (ready & (PEER_ENDED | ERROR_OR_HANG_UP)) == 0) {
            return completion;
        }
        peerEnded = true;
        // In the middle of a reset the kernel may report only the error flag, which Netty does not check.
        boolean errorAlone = (ready & (PEER_ENDED | IN_OR_OUT)) == 0;
        return errorAlone ? with(completion, ready | PEER_ENDED, completion.flags()) : completion;
    }

    private static IoUringIoEvent with(IoUringIoEvent completion, int result, int flags) {
        return new IoUringIoEvent(result, flags, completion.opcode(), completion.userData());
    }

    @Override
    public void registered() {
        netty.registered();
    }

    @Override
    public void unregistered() {
        netty.unregistered();
    }

    @Override
    public void close() throws Exception {
        netty.close();
    }
}
