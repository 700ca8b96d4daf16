package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for its WebSocket and checks the answer, which Netty's decoder in front of it reads. What follows the answer is handed on.
 */
@IoThread
final class ClientUpgrade extends ChannelInboundHandlerAdapter {

    private static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);

    private static final int KEY_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientDoors.Target target;
    private final String path;
    private final String key = newKey();
    private @Nullable UpgradeAnswer answer;

    ClientUpgrade(ClientDoors.Target target, String path) {
        this.target = target;
        this.path = path;
    }

    /** What has to be in front of it. */
    @AnyThread
    static ChannelHandler newDecoder() {
        return new HttpResponseDecoder(LIMITS);
    }

    private static String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + target.authority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        ctx.fireExceptionCaught(written.cause());
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpResponse head) {
                answer = new UpgradeAnswer(head, key);
            }
            // What is no HTTP comes as both in one.
            if (message instanceof HttpContent part && answer != null) {
                go(ctx, answer, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void go(ChannelHandlerContext ctx, UpgradeAnswer answered, HttpContent part) {
        if (answered.isRefusal()) {
            answered.add(part.content());
            if (part instanceof LastHttpContent || answered.hasEnoughText()) {
                refused(ctx, answered);
            }
        } else if (part instanceof LastHttpContent) {
            ChannelPipeline pipeline = ctx.pipeline();
            ctx.fireChannelActive();
            // It hands on what it has read beyond the answer.
            pipeline.remove(HttpResponseDecoder.class);
            pipeline.remove(this);
        }
    }

    private void refused(ChannelHandlerContext ctx, UpgradeAnswer answered) {
        answer = null;
        ctx.fireExceptionCaught(new HandshakeFailedException(answered.refusal()));
    }

    /** The text of an answer may end with the connection. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && answer != null && answer.isRefusal()) {
            refused(ctx, answer);
        }
        ctx.fireUserEventTriggered(event);
    }
}
