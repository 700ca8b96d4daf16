package io.onesend.it.speed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.List;

/** The packets of the hand-written server in messages of a WebSocket, by Netty's own handlers as their documentation shows them. */
final class ByHandWebSocketFrames extends MessageToMessageCodec<BinaryWebSocketFrame, ByteBuf> {

    private static final int LONGEST_REQUEST = 8192;

    static void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(LONGEST_REQUEST),
                new WebSocketServerProtocolHandler("/ws"),
                new ByHandWebSocketFrames());
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, ByteBuf packet, List<Object> out) {
        out.add(new BinaryWebSocketFrame(packet.retain()));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, BinaryWebSocketFrame frame, List<Object> out) {
        out.add(frame.content().retain());
    }
}
