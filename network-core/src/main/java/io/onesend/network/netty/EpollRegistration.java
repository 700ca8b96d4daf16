package io.onesend.network.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;

/**
 * A channel's place in the epoll set, which it keeps until it is closed.
 *
 * <p>Netty 4.2.18 removes a channel that waits for nothing from the set, and forgets that. A channel waits for nothing once its
 * peer has ended its output. When it then has to wait for room to write, Netty changes a place that is not there, and that ends
 * the write and our output. So a channel that waits for nothing waits for errors here, once and not for as long as there is one.
 *
 * <p>Netty also waits for {@code EPOLLRDHUP} at all times, and then reads whatever the socket holds, although it was told to read
 * nothing: up to the socket's buffer more than the bounds of the session and of the server allow. So the end of the peer's output
 * is not waited for here; it is read, behind all that came before it.
 */
final class EpollRegistration implements IoRegistration {

    private static final EpollIoOps ERROR_ONCE =
            EpollIoOps.valueOf(EpollIoOps.EPOLLERR.value() | EpollIoOps.EPOLLET.value());

    private final IoRegistration netty;

    private EpollRegistration(IoRegistration netty) {
        this.netty = netty;
    }

    static IoRegistration register(IoHandler handler, IoHandle handle) throws Exception {
        return new EpollRegistration(handler.register(handle));
    }

    @Override
    public long submit(IoOps ops) {
        EpollIoOps wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
        return netty.submit(EpollIoOps.NONE.equals(wanted) ? ERROR_ONCE : wanted);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's interface declares it so.
    public <T> T attachment() {
        return netty.attachment();
    }

    @Override
    public boolean isValid() {
        return netty.isValid();
    }

    @Override
    public boolean cancel() {
        return netty.cancel();
    }
}
