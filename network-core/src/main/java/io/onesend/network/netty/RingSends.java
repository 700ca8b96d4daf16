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
 * The sends of one io_uring loop's sessions, as operations of its ring: a session has one write outstanding and needs neither a
 * channel's outbound buffer nor its promises, which took a third to a half of the loop's own time for a delivered message.
 *
 * <p>It shares the ring and the socket with Netty's channel, which knows nothing of the sends. So three things are seen to
 * here. Submissions run in their order, so one that is made while the socket is open goes to that socket. Neither a send nor
 * the rest of one that was cut short is submitted once it is closed, or its number might be another's. An operation that waits
 * for room keeps a closed socket from ending: who closes cancels it, and who takes its place submits behind that. And memory is given back when the kernel has said that it
 * is done with it, not before.
 *
 * <p>There are never more places than sessions of this loop that were writing at the same time; they are kept.
 */
@IoThread
final class RingSends implements IoUringIoHandle {

    // From the kernel's io_uring.h, of 5.6 and 5.5.
    private static final byte OP_SEND = 26;
    private static final byte OP_ASYNC_CANCEL = 14;

    /** From the kernel's socket.h: a connection that is gone is an error here and not a signal. */
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final int NO_SOCKET = -1;

    private final IoEventLoop loop;
    private final List<RingSend> places = new ArrayList<>();
    private final ArrayDeque<RingSend> free = new ArrayDeque<>();
    private @Nullable IoRegistration registration;

    private RingSends(IoEventLoop loop) {
        this.loop = loop;
    }

    /** For that loop, or null if it is none of io_uring's. */
    static @Nullable RingSends on(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isCompatible(RingSends.class) ? new RingSends(io) : null;
    }

    /**
     * Sends the batch, which is the kernel's until the promise is told.
     *
     * @return the send, or null if that is not possible here and now: then nothing has happened to the batch
     */
    @Nullable
    RingSend send(Channel channel, ByteBuf batch, ChannelPromise promise) {
        if (!batch.hasMemoryAddress() || !(channel instanceof UnixChannel unix) || !isRegistered()) {
            return null;
        }
        // Between the closing of a socket and the end of its session the session may still have its turn.
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

    /** With the first send, on the loop's own thread, where it is done at once. */
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
            // Another Netty's operations have other parameters. Nothing was sent, and the session must not think so.
            end(send).tryFailure(notSubmitted);
        }
    }

    /** Has the kernel give up a send that is outstanding; the promise is told when it has. */
    void cancel(RingSend send) {
        submit(OP_ASYNC_CANCEL, NO_SOCKET, send.operation(), 0, 0, 0);
    }

    /** Without effect once the loop ends: {@link #close} has cancelled everything by then. */
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
            // Of a cancellation: the send that it was for has a completion of its own.
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

    /** Frees the place first: who is told by the promise may send again. */
    private ChannelPromise end(RingSend send) {
        ChannelPromise promise = send.end();
        free.addLast(send);
        return promise;
    }

    @Override
    public void registered() {
        // Nothing to do until there is something to send.
    }

    @Override
    public void unregistered() {
        // Nothing is outstanding then.
    }

    /** The loop ends: it waits for what is cancelled here before it gives up its ring. */
    @Override
    public void close() {
        places.stream().filter(RingSend::isOutstanding).forEach(this::cancel);
        if (registration != null) {
            registration.cancel();
        }
    }
}
