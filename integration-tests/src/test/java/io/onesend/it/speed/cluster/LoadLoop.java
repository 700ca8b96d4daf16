package io.onesend.it.speed.cluster;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that all members of all crowds are on, and the way there from the main thread. */
public final class LoadLoop implements AutoCloseable {

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    EventLoop loop() {
        return loop;
    }

    /** Opens a connection. One that fails closes its channel, which the handler sees. */
    void connect(InetSocketAddress to, ChannelHandler handler) {
        new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler)
                .connect(to);
    }

    /** Runs something on the loop and returns what it gives. */
    <T> T ask(Callable<T> question) {
        return get(loop.submit(question), Duration.ofMinutes(1));
    }

    void run(Runnable action) {
        get(loop.submit(action), Duration.ofMinutes(1));
    }

    /** The same after some time. */
    <T> T askIn(Duration delay, Callable<T> question) {
        return get(loop.schedule(question, delay.toNanos(), TimeUnit.NANOSECONDS), delay.plusMinutes(1));
    }

    /** Waits for something that happens on the loop. */
    static <T> T get(Future<T> future, Duration deadline) {
        try {
            return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("waited for " + deadline.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
