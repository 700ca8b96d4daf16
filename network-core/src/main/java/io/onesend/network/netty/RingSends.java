package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.Future;
import io.onesend.network.logic.IoThread;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends for the sessions of one io_uring loop, as operations of its ring. A session has one write outstanding, so it needs
 * neither a channel's outbound buffer nor its promises; these took a third to a half of the loop's own time for a delivered
 * message.
 *
 * <p>It shares the ring and the socket with Netty's channel, which does not know of the sends. So this class has to ensure:
 * Submissions run in order, so one made while the socket is open goes to that socket. Neither a send nor the rest of a partial
 * one is submitted after the socket is closed, because another socket might have its number. An operation that waits for room
 * keeps a closed socket from ending: closing the session cancels it, and later submissions come after the cancellation. Memory
 * is released only when the kernel has reported that it is done with it.
 *
 * <p>There are never more places than sessions of this loop that were writing at the same time; places are kept.
 */
@IoThread
final class RingSends implements IoUringIoHandle {

    // From the kernel's io_uring.h, of 5.6 and 5.5.
    private static final byte OP_SEND = 26;
    private static final byte OP_ASYNC_CANCEL = 14;

    /** From the kernel's socket.h: a closed connection causes an error and not a signal. */
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final int NO_SOCKET = -1;

    private final IoEventLoop loop;
    private final List<RingSend> places = new ArrayList<>();
    private final ArrayDeque<RingSend> free = new ArrayDeque<>();
    private @Nullable IoRegistration registration;

    private RingSends(IoEventLoop loop) {
        this.loop = loop;
    }

    /** Makes the sends of a loop; null if it is not an io_uring loop. */
    static @Nullable RingSends on(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(RingSends.class) ? new RingSends(io) : null;
    }

    /**
     * Sends the batch; the kernel owns it until the promise completes.
     *
     * @return the send, or null if it is not possible now; then the batch is untouched
     */
    @Nullable
    RingSend send(Channel channel, ByteBuf batch, ChannelPromise promise) {
        if (!batch.hasMemoryAddress() || !(channel instanceof UnixChannel unix) || !isRegistered()) {
            return null;
        }
        // A session may still have its turn after its socket was closed and before the session has ended.
        if (!unix.fd().isOpen()) {
            return null;
        }
        RingSend place = free.pollLast();
        if (place == null) {
            place = new RingSend(places.size());
            places.add(place);
        }
        place.begin(unix.fd(), batch, promise);
        submit(place);
        return place;
    }

    /** Registers with the first send, on the loop's own thread, where that completes at once. */
    private boolean isRegistered() {
        IoRegistration now = registration;
        if (now == null) {
            Future<IoRegistration> registered = loop.register(this);
            if (!registered.isSuccess()) {
                return false;
            }
            now = registered.getNow();
            registration = now;
        }
        return now.isValid();
    }

    private void submit(RingSend send) {
        try {
            send.submittedAs(submit(OP_SEND, send.socket(), send.address(), send.left(), MSG_NOSIGNAL, send.index));
        } catch (RuntimeException | LinkageError notSubmitted) {
            // Another Netty version's operations have other parameters. Nothing was sent; the session must see that.
            end(send).tryFailure(notSubmitted);
        }
    }

    /** Cancels an outstanding send; the promise completes when the kernel has cancelled it. */
    void cancel(RingSend send) {
        submit(OP_ASYNC_CANCEL, NO_SOCKET, send.operation(), 0, 0, 0);
    }

    /** Has no effect once the loop ends; {@link #close} has cancelled everything by then. */
    private long submit(byte operation, int socket, long address, int length, int flags, long userData) {
        IoRegistration ring = registration;
        if (ring == null) {
            throw new IllegalStateException("not registered");
        }
        short none = 0;
        return ring.submit(new IoUringIoOps(
                operation, (byte) 0, none, socket, 0, address, length, flags, userData, none, none, 0, 0));
    }

    @Override
    public void handle(IoRegistration ring, IoEvent event) {
        IoUringIoEvent completion = (IoUringIoEvent) event;
        if (completion.opcode() != OP_SEND) {
            // A cancellation's completion; the cancelled send has its own.
            return;
        }
        RingSend send = places.get((int) completion.userData());
        int result = completion.res();
        if (result < 0) {
            end(send).tryFailure(Errors.newIOException("send", result));
            return;
        }
        send.advance(result);
        if (send.left() == 0) {
            end(send).trySuccess();
        } else if (ring.isValid() && send.isSocketOpen()) {
            submit(send);
        } else {
            end(send).tryFailure(new ClosedChannelException());
        }
    }

    /** Frees the place first, because the promise's listener may send again. */
    private ChannelPromise end(RingSend send) {
        ChannelPromise promise = send.end();
        free.addLast(send);
        return promise;
    }

    @Override
    public void registered() {
        // Nothing to do before the first send.
    }

    @Override
    public void unregistered() {
        // No operation is outstanding by then.
    }

    /** Cancels all sends as the loop ends; the loop waits for them before it frees its ring. */
    @Override
    public void close() {
        places.stream().filter(RingSend::isOutstanding).forEach(this::cancel);
        if (registration != null) {
            registration.cancel();
        }
    }
}
