package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLoopsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final long PATIENCE_SECONDS = 10;
    private static final int CONNECTIONS = 50;

    private final BlockingQueue<Channel> opened = new LinkedBlockingQueue<>();
    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void leavesNoThread() throws Exception {
        for (Peer peer : peers) {
            peer.close();
        }
        ThreadCheck.assertNoThreadNamed("net-io-", "stopping");
    }

    /** Makes loops with this number of connections, each reported from its beginning, the listening channel included. */
    private EventLoops loopsWith(int connections, Transport kind) throws Exception {
        TransportFactory transport = TransportFactory.named(kind);
        EventLoops loops = EventLoops.create(transport, 2);
        ChannelInitializer<Channel> telling = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                loops.opened(channel);
                opened.add(channel);
            }
        };
        Channel listening = new ServerBootstrap()
                .group(loops.group())
                .channelFactory(transport.serverChannels()::get)
                .handler(telling)
                .childHandler(telling)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        for (int i = 0; i < connections; i++) {
            peers.add(new Peer(port));
        }
        return loops;
    }

    private void expectEveryEnd() throws Exception {
        for (int i = 0; i <= peers.size(); i++) {
            Channel channel = opened.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(channel).isNotNull().matches(left -> !left.isOpen(), "is closed");
        }
        for (Peer peer : peers) {
            peer.expectEnd();
        }
    }

    private void awaitOpened(int channels) {
        await().until(() -> opened.size() == channels);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesEveryConnectionBeforeItsThreadsEnd(Transport kind) throws Exception {
        EventLoops loops = loopsWith(CONNECTIONS, kind);
        awaitOpened(CONNECTIONS + 1);

        loops.stop();

        expectEveryEnd();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesEveryConnectionThoughAThreadIsBusyWhenItIsToldToEnd(Transport kind) throws Exception {
        EventLoops loops = loopsWith(1, kind);
        awaitOpened(2);
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        loops.group().forEach(loop -> {
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                busy.countDown();
                return goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            });
            tasks.add(task);
            loop.execute(task);
        });
        assertThat(busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        FutureTask<Void> stop = new FutureTask<>(loops::stop, null);
        Thread stopping = new Thread(stop, "stopping");
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        stop.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        for (FutureTask<Boolean> task : tasks) {
            assertThat(task.get()).isTrue();
        }
        expectEveryEnd();
    }
}
