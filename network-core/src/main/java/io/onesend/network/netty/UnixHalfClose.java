package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.util.UncheckedBooleanSupplier;
import io.onesend.network.logic.IoThread;

/**
 * Keeps a connection over a Unix domain socket open when its peer ends its output, so that the peer still gets its answers.
 *
 * <p>Netty 4.2.18 closes it then on io_uring and NIO: there it looks for the option ALLOW_HALF_CLOSURE in TCP sockets alone
 * (isAllowHalfClosure of AbstractIoUringChannel and AbstractNioByteChannel). It tells the handle of the read sizes of the end
 * first. So this handle shuts the input down, as Netty does on TCP, and Netty closes nothing whose input is shut down.
 */
final class UnixHalfClose implements RecvByteBufAllocator {

    private final DuplexChannel channel;
    private final RecvByteBufAllocator sizes;

    private UnixHalfClose(DuplexChannel channel) {
        this.channel = channel;
        this.sizes = channel.config().getRecvByteBufAllocator();
    }

    /** Must be called before the channel reads; does nothing for channels that need it not. */
    @IoThread
    static void allowOn(Channel channel) {
        assert channel.eventLoop().inEventLoop();
        if (channel instanceof IoUringDomainSocketChannel || channel instanceof NioDomainSocketChannel) {
            channel.config().setRecvByteBufAllocator(new UnixHalfClose((DuplexChannel) channel));
        }
    }

    @Override
    @SuppressWarnings("deprecation") // Netty has deprecated the return type, not the method.
    public Handle newHandle() {
        return new NoticingHandle((ExtendedHandle) sizes.newHandle());
    }

    @IoThread
    private final class NoticingHandle extends DelegatingHandle implements ExtendedHandle {

        NoticingHandle(ExtendedHandle sizes) {
            super(sizes);
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (bytes < 0 && !channel.isInputShutdown()) {
                channel.shutdownInput();
                channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            return ((ExtendedHandle) delegate()).continueReading(mayBeMore);
        }
    }
}
