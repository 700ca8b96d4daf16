package io.onesend.it.speed;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;

/** One of the echo servers that are compared, in a process of its own: prints its port, and ends with its standard input. */
final class EchoServer {

    /** What is compared; all have one I/O thread, and one that accepts. */
    enum Kind {
        /** Written by hand with Netty. */
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
        ServerJvm.serve(port);
    }

    private static int networkCore(Transport transport, Logic logic) {
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(transport)
                .ioThreads(1)
                .build();
        return NetworkServer.start(config, logic, PacketDecoder.BYTES, (session, frame) -> session.send(frame))
                .port();
    }

    private static int netty(Transport transport) {
        return NettyListener.open(transport, pipeline -> pipeline.addLast(new ChatFrameDecoder(), new Echo()))
                .address()
                .getPort();
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

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // When the load disconnects, every write under way fails, and each would log a warning.
            ctx.close();
        }
    }
}
