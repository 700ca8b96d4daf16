package io.onesend.network.netty;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One io_uring loop with its sends, and connections of it to sockets that a test reads or leaves unread. */
@SuppressWarnings("try") // Closing may be interrupted; a test is not.
final class UringHarness implements AutoCloseable {

    static final long PATIENCE_SECONDS = 20;

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}

    final UringSends sends;
    private final EventLoopGroup group;
    private final List<Channel> connected = new ArrayList<>();
    private final ServerSocket listening = new ServerSocket();

    /** Skips the test where there is no io_uring. */
    UringHarness() throws IOException {
        assumeThat(TransportFactory.isAvailable(Transport.IO_URING)).isTrue();
        group = EventLoops.newGroup(TransportFactory.named(Transport.IO_URING), 1, "net-ring-");
        sends = UringSends.on(group.next());
        listening.setReceiveBufferSize(64 << 10);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Ends as a server does: first connections, then their outstanding sends, then the thread. */
    void endLoop() throws Exception {
        if (group.isShuttingDown()) {
            return;
        }
        connected.forEach(channel -> channel.close().awaitUninterruptibly());
        run(sends::close);
        EventLoops.stop(group);
    }

    @Override
    public void close() throws Exception {
        endLoop();
        listening.close();
        ThreadCheck.assertNoThreadNamed("net-ring-");
    }

    Channel connect() throws InterruptedException {
        Channel channel = new Bootstrap()
                .group(group)
                .channelFactory(TransportFactory.named(Transport.IO_URING).channels()::get)
                .handler(new Nothing())
                .connect(listening.getLocalSocketAddress())
                .sync()
                .channel();
        connected.add(channel);
        return channel;
    }

    Socket accept() throws IOException {
        Socket peer = listening.accept();
        peer.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return peer;
    }

    <T> T call(Callable<T> onLoop) throws Exception {
        return group.submit(onLoop).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void run(Runnable onLoop) throws Exception {
        call(() -> {
            onLoop.run();
            return null;
        });
    }
}
