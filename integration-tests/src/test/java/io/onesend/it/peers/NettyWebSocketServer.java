package io.onesend.it.peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of Netty's own WebSocket handlers. It does what the script {@code serve.py} does. */
final class NettyWebSocketServer implements OtherWebSocketServer {

    private static final int LONGEST_REQUEST = 8192;
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final String PING = "are you there?";

    private static final WebSocketServerProtocolConfig PROTOCOL = WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/ws")
            .handleCloseFrames(false)
            .dropPongFrames(false)
            .decoderConfig(WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(LONGEST_MESSAGE)
                    .build())
            .build();

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;

    NettyWebSocketServer() {
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(LONGEST_REQUEST),
                                        new WebSocketServerProtocolHandler(PROTOCOL),
                                        new WebSocketFrameAggregator(LONGEST_MESSAGE),
                                        new Answers());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public @Nullable String nextLine() throws InterruptedException {
        return lines.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answers extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (frame instanceof BinaryWebSocketFrame message) {
                answer(ctx, message);
            } else if (frame instanceof PongWebSocketFrame pong && text(pong).equals(PING)) {
                ctx.writeAndFlush(new BinaryWebSocketFrame(bytes("there")));
            } else if (frame instanceof CloseWebSocketFrame end) {
                lines.add("closed with " + end.statusCode() + " " + end.reasonText());
                ctx.writeAndFlush(end.retain()).addListener(ChannelFutureListener.CLOSE);
            } else {
                lines.add("an unexpected frame: " + frame);
            }
        }

        private static void answer(ChannelHandlerContext ctx, BinaryWebSocketFrame message) {
            switch (message.content().readableBytes() > PING.length() ? "" : text(message)) {
                case "fragments" -> {
                    ctx.write(new BinaryWebSocketFrame(false, 0, bytes("in ")));
                    ctx.write(new ContinuationWebSocketFrame(false, 0, bytes("three ")));
                    ctx.writeAndFlush(new ContinuationWebSocketFrame(true, 0, bytes("frames")));
                }
                case "ping" -> ctx.writeAndFlush(new PingWebSocketFrame(bytes(PING)));
                case "text" -> ctx.writeAndFlush(new TextWebSocketFrame("text"));
                case "close" -> ctx.writeAndFlush(new CloseWebSocketFrame(3001, "enough"));
                default -> ctx.writeAndFlush(message.retain());
            }
        }

        private static String text(WebSocketFrame frame) {
            return frame.content().toString(StandardCharsets.UTF_8);
        }

        private static ByteBuf bytes(String text) {
            return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lines.add(cause.toString());
            ctx.close();
        }
    }
}
