package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.Door;
import io.onesend.network.ProxySettings;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Makes a WebSocket of a connection that asks for it, and answers any other request. Netty's decoder in front of it reads the request.
 * The session begins when the answer has been written: it may write by another road than the channel, and must not overtake it.
 */
@IoThread
final class WebDoor extends ChannelInboundHandlerAdapter {

    private static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);

    private final Doorway doorway;
    private @Nullable UpgradeRequest request;

    /** What came with the request: nothing more is read until the answer has been written. */
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();

    private WebDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    @AnyThread
    static FrontDoors.Opener opener() {
        return (frontDoor, doorway) -> {
            doorway.allow(doorway.doors().handshakeTimeout(), DoorReasons.HANDSHAKE_TIMEOUT);
            ChannelPipeline pipeline = frontDoor.pipeline();
            // The last first, because each is put directly behind the front door.
            pipeline.addAfter(frontDoor.name(), null, new WebDoor(doorway));
            pipeline.addAfter(frontDoor.name(), null, new HttpRequestDecoder(LIMITS));
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            early.add(bytes);
            return;
        }
        try {
            if (!doorway.isOpen()) {
                return;
            }
            if (message instanceof HttpRequest head) {
                came(new UpgradeRequest(head, doorway.doors().webSocket()));
            } else if (message instanceof LastHttpContent && request != null) {
                upgrade(ctx, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void came(UpgradeRequest asked) {
        WebAnswer refusal = asked.refusal();
        if (refusal == null) {
            refusal = addressRefusal(asked);
        }
        if (refusal != null) {
            doorway.turnAway(refusal.reason(), refusal.encode(!asked.isHead()));
            return;
        }
        String origin = asked.origin();
        if (origin != null) {
            doorway.learned(doorway.entrance().from(origin));
        }
        request = asked;
    }

    /** Takes the client's address from a trusted proxy that has no header of its own for it. */
    private @Nullable WebAnswer addressRefusal(UpgradeRequest asked) {
        ProxySettings proxies = doorway.doors().proxy();
        if (!doorway.isFromProxy() || proxies.header() != ProxySettings.Header.X_FORWARDED_FOR) {
            return null;
        }
        InetAddress client = ForwardedFor.clientOf(asked.request().headers().getAll("X-Forwarded-For"), proxies);
        boolean isFull = client != null && doorway.comesFrom(new InetSocketAddress(client, 0)) != null;
        return isFull
                ? WebAnswer.of(HttpResponseStatus.TOO_MANY_REQUESTS, "There are too many sessions from this address.")
                : null;
    }

    private void upgrade(ChannelHandlerContext ctx, UpgradeRequest asked) {
        request = null;
        ctx.channel().config().setAutoRead(false);
        // It hands on what it has read beyond the request.
        ctx.pipeline().remove(HttpRequestDecoder.class);
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + asked.accept() + "\r\n\r\n";
        ctx.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        ctx.close();
                    } else if (doorway.isOpen()) {
                        enter(ctx);
                    }
                });
    }

    private void enter(ChannelHandlerContext ctx) {
        doorway.enter(Door.WEBSOCKET);
        // The session may turn it off again for what came early.
        ctx.channel().config().setAutoRead(true);
        ByteBuf bytes;
        while ((bytes = early.poll()) != null) {
            ctx.fireChannelRead(bytes);
        }
        ctx.fireChannelReadComplete();
        ctx.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        early.forEach(ByteBuf::release);
        early.clear();
    }
}
