package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
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
import io.onesend.network.logic.AnyThread;
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
final class UringSends implements IoUringIoHandle {

    /** The system property that switches these sends off with {@code false}: then Netty's channels send. */
    static final String SWITCH = "onesend.network.uringSends";

    // From the kernel's io_uring.h, of 5.6 and 5.5.
    private static final byte OP_SEND = 26;
    private static final byte OP_ASYNC_CANCEL = 14;

    /** From the kernel's socket.h: a closed connection causes an error and not a signal. */
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final int NO_SOCKET = -1;

    private final IoEventLoop loop;
    private final List<UringSend> places = new ArrayList<>();
    private final ArrayDeque<UringSend> free = new ArrayDeque<>();
    private @Nullable IoRegistration registration;

    private UringSends(IoEventLoop loop) {
        this.loop = loop;
    }

    /** Makes the sends of a loop; null if it is not an io_uring loop, or if they are switched off. */
    @AnyThread
    static @Nullable UringSends on(EventLoop loop) {
        boolean isPossible = loop instanceof IoEventLoop io && io.isCompatible(UringSends.class);
        return isPossible && isSwitchedOn() ? new UringSends((IoEventLoop) loop) : null;
    }

    private static boolean isSwitchedOn() {
        return !"false".equalsIgnoreCase(System.getProperty(SWITCH));
    }

    /**
     * Takes the batch for a send, which {@link #submit} then begins.
     *
     * @return the send, which owns the batch until it ends; null if it is not possible now, and then the batch is untouched
     */
    @Nullable
    UringSend begin(Channel channel, ByteBuf batch, SendWriter.Completion completion) {
        assert loop.inEventLoop();
        if (!batch.hasMemoryAddress() || !(channel instanceof UnixChannel unix) || !isRegistered()) {
            return null;
        }
        // A session may still have its turn after its socket was closed and before the session has ended.
        if (!unix.fd().isOpen()) {
            return null;
        }
        UringSend place = free.pollLast();
        if (place == null) {
            place = new UringSend(places.size());
            places.add(place);
        }
        place.begin(unix.fd(), batch, completion);
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

    /** Submits what is left of the send; its completion is called when the kernel has reported its end. */
    void submit(UringSend send) {
        assert loop.inEventLoop();
        try {
            send.submittedAs(submit(OP_SEND, send.socket(), send.address(), send.left(), MSG_NOSIGNAL, send.index));
        } catch (RuntimeException | LinkageError notSubmitted) {
            // Another Netty version's operations have other parameters. Nothing was sent; the session must see that.
            end(send).failed(notSubmitted);
        }
    }

    /** Cancels an outstanding send; its completion is called when the kernel has cancelled it. */
    void cancel(UringSend send) {
        assert loop.inEventLoop();
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
        UringSend send = places.get((int) completion.userData());
        int result = completion.res();
        if (result < 0) {
            end(send).failed(Errors.newIOException("send", result));
            return;
        }
        send.advance(result);
        if (send.left() == 0) {
            end(send).written();
        } else if (ring.isValid() && send.isSocketOpen()) {
            submit(send);
        } else {
            end(send).failed(new ClosedChannelException());
        }
    }

    /** Frees the place first, because its completion may send again. */
    private SendWriter.Completion end(UringSend send) {
        SendWriter.Completion completion = send.end();
        free.addLast(send);
        return completion;
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
        places.stream().filter(UringSend::isOutstanding).forEach(this::cancel);
        if (registration != null) {
            registration.cancel();
        }
    }
}
