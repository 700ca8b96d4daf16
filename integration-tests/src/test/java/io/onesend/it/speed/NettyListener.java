package io.onesend.it.speed;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.onesend.network.Transport;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A free loopback port with Netty alone behind it: one thread that accepts, one for I/O. */
public final class NettyListener implements AutoCloseable {

    private final EventLoopGroup acceptor;
    private final EventLoopGroup io;
    private final Channel listening;
    private final Class<? extends SocketChannel> sockets;

    private NettyListener(Transport transport, Consumer<ChannelPipeline> handlers) {
        sockets = sockets(transport);
        var handler = switch (transport) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            default -> NioIoHandler.newFactory();
        };
        acceptor = new MultiThreadIoEventLoopGroup(1, handler);
        io = new MultiThreadIoEventLoopGroup(1, handler);
        listening = new ServerBootstrap()
                .group(acceptor, io)
                .channel(channels(transport))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        handlers.accept(channel.pipeline());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    /** @param handlers adds what a connection needs to its pipeline */
    static NettyListener open(Transport transport, Consumer<ChannelPipeline> handlers) {
        return new NettyListener(transport, handlers);
    }

    /** Whether this transport works on this machine. */
    public static boolean isAvailable(Transport transport) {
        return switch (transport) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO -> true;
            default -> false;
        };
    }

    /** What a server by hand takes. */
    public static Transport preferred() {
        return isAvailable(Transport.EPOLL) ? Transport.EPOLL : Transport.NIO;
    }

    private static Class<? extends ServerSocketChannel> channels(Transport transport) {
        return switch (transport) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            default -> NioServerSocketChannel.class;
        };
    }

    private static Class<? extends SocketChannel> sockets(Transport transport) {
        return switch (transport) {
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            default -> NioSocketChannel.class;
        };
    }

    /** Opens a connection to another server, on the same I/O thread, and returns when it is there. */
    Channel connect(InetSocketAddress to, ChannelHandler... handlers) {
        return new Bootstrap()
                .group(io)
                .channel(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handlers);
                    }
                })
                .connect(to)
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Closes every connection, and leaves no thread. */
    @Override
    public void close() {
        io.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
