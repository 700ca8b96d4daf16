package io.onesend.it.speed;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** One of the echo servers that are compared, in a process of its own: prints its port, and ends with its standard input. */
final class EchoServer {

    /** What is compared; all have one I/O thread, and one that accepts. */
    enum Kind {
        /** What one writes by hand with Netty. */
        NETTY,
        INLINE,
        THREAD
    }

    private EchoServer() {}

    /** Arguments: kind and transport. */
    public static void main(String[] args) throws IOException {
        Transport transport = Transport.valueOf(args[1]);
        int port = switch (Kind.valueOf(args[0])) {
            case NETTY -> netty(transport);
            case INLINE -> networkCore(transport, Logic.inline());
            case THREAD -> networkCore(transport, Logic.on(LogicLoop.start("echo-logic")));
        };
        System.out.println(port);
        while (System.in.read() >= 0) {
            // Whoever started this is still there.
        }
        Runtime.getRuntime().halt(0);
    }

    private static int networkCore(Transport transport, Logic logic) {
        NetworkConfig config =
                NetworkConfig.defaults().withAddress("127.0.0.1", 0).withTransport(transport, 1);
        return NetworkServer.start(config, logic, PacketDecoder.BYTES, (session, frame) -> session.send(frame))
                .port();
    }

    private static int netty(Transport transport) {
        var handler = switch (transport) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            default -> NioIoHandler.newFactory();
        };
        Class<? extends ServerSocketChannel> channels = switch (transport) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            default -> NioServerSocketChannel.class;
        };
        EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, handler);
        EventLoopGroup io = new MultiThreadIoEventLoopGroup(1, handler);
        Channel listening = new ServerBootstrap()
                .group(acceptor, io)
                .channel(channels)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new FrameDecoder(), new Echo());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** The chat protocol's frames: a little-endian u16 in front that counts itself. */
    private static final class FrameDecoder extends LengthFieldBasedFrameDecoder {
        FrameDecoder() {
            super(ByteOrder.LITTLE_ENDIAN, 4096, 0, 2, -2, 0, true);
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            ctx.write(frame, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
