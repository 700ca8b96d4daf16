package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLoopsIT {

    private static final long PATIENCE_SECONDS = 10;

    private final List<Channel> opened = new CopyOnWriteArrayList<>();

    @ChannelHandler.Sharable
    private final class Remember extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            opened.add(ctx.channel());
        }
    }

    /** Netty looks for the end of a loop between I/O and tasks: here it comes while a task runs, after that look. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void closesWhatIsOpenThoughTheEndComesInTheMiddleOfAPass(Transport kind) throws Exception {
        NettyTransport transport = NettyTransport.named(kind);
        EventLoopGroup group = EventLoops.newGroup(transport, 1, "net-stop-");
        Channel listening = new ServerBootstrap()
                .group(group)
                .channelFactory(transport.serverChannels()::get)
                .childHandler(new Remember())
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
        try (Peer peer = new Peer(((InetSocketAddress) listening.localAddress()).getPort())) {
            await().until(() -> opened.size() == 1);
            CountDownLatch inTask = new CountDownLatch(1);
            CountDownLatch stopping = new CountDownLatch(1);
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                inTask.countDown();
                return stopping.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            });
            group.execute(task);
            assertThat(inTask.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            FutureTask<Void> stop = new FutureTask<>(() -> EventLoops.stop(group), null);
            new Thread(stop, "stopping").start();
            await().until(group::isShuttingDown);
            stopping.countDown();
            stop.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(task.get()).isTrue();
            opened.add(listening);
            assertThat(opened).noneMatch(Channel::isOpen);
            peer.expectEnd();
        }
        ThreadCheck.assertNoThreadNamed("net-stop-");
    }
}
