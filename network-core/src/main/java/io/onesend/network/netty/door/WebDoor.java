package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.ProxySettings;
import io.onesend.network.WebPages;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of a connection, one after another, in their order, and makes a WebSocket of one that asks for it. Netty's
 * decoder in front of it reads the requests. While an answer is being written nothing is read, so that what waits is little.
 *
 * <p>A session begins when the answer to its request has been written: it may write by another road than the channel, and must not
 * overtake it.
 */
@IoThread
final class WebDoor extends ChannelInboundHandlerAdapter {

    private static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);

    private final Doorway doorway;
    private final WebRules rules;

    /** A request whose end has not come. */
    private @Nullable WebRequest begun;

    /** What is to be done for each request, in their order. */
    private final ArrayDeque<WebRules.Outcome> waiting = new ArrayDeque<>();

    /** What came behind a request for a WebSocket. */
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();

    private int requests;
    private State state = State.READY;
    private boolean serving;

    /** No request is taken any more: the client sends none, or has been told to send none. */
    private boolean lastTaken;

    private boolean peerEnded;

    private enum State {
        READY,
        /** An answer is being written. */
        ANSWERING,
        /** The answer that makes the connection a WebSocket is being written. */
        UPGRADING
    }

    private WebDoor(Doorway doorway, WebRules rules) {
        this.doorway = doorway;
        this.rules = rules;
    }

    @AnyThread
    static FrontDoors.Opener opener(WebRules rules) {
        return (frontDoor, doorway) -> {
            doorway.allowHandshake();
            ChannelPipeline pipeline = frontDoor.pipeline();
            // The last first, because each is put directly behind the front door.
            pipeline.addAfter(frontDoor.name(), null, new WebDoor(doorway, rules));
            pipeline.addAfter(frontDoor.name(), null, new HttpRequestDecoder(LIMITS));
        };
    }

    // ---- requests come

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            early.add(bytes);
            return;
        }
        try {
            if (doorway.isOpen() && !lastTaken) {
                take(ctx, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            WebRequest request = new WebRequest(head);
            WebRules.Outcome refused = rules.refusalOf(request);
            if (refused == null) {
                begun = request;
            } else {
                add(ctx, refused);
            }
        } else if (message instanceof LastHttpContent && begun != null) {
            WebRequest whole = begun;
            begun = null;
            add(ctx, rules.outcomeOf(whole, doorway.entrance().tls() != null, doorway.isDraining()));
        }
    }

    private void add(ChannelHandlerContext ctx, WebRules.Outcome outcome) {
        waiting.add(outcome);
        lastTaken = outcome.isLast() || ++requests == WebPages.MOST_REQUESTS;
        if (outcome instanceof WebRules.Upgraded) {
            ctx.channel().config().setAutoRead(false);
            // It hands on what it has read beyond the request.
            ctx.pipeline().remove(HttpRequestDecoder.class);
        }
        serve(ctx);
    }

    /** The client sends nothing more, but it waits for what it has asked for. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && state == State.ANSWERING) {
            lastTaken = true;
            peerEnded = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    // ---- answers go out

    private void serve(ChannelHandlerContext ctx) {
        if (serving) {
            return;
        }
        serving = true;
        try {
            WebRules.Outcome next;
            while (state == State.READY && doorway.isOpen() && (next = waiting.poll()) != null) {
                carryOut(ctx, next);
            }
        } finally {
            serving = false;
        }
    }

    private void carryOut(ChannelHandlerContext ctx, WebRules.Outcome outcome) {
        if (outcome instanceof WebRules.Refused refused) {
            refuse(refused.answer(), refused.withText());
        } else if (outcome instanceof WebRules.Paged paged) {
            send(ctx, paged.answer());
        } else {
            upgrade(ctx, ((WebRules.Upgraded) outcome).request());
        }
    }

    private void refuse(WebAnswer answer, boolean withText) {
        doorway.countAnswer(answer.status().code());
        doorway.turnAway(answer.reason(), answer.encode(withText));
    }

    private void send(ChannelHandlerContext ctx, PageAnswer answer) {
        boolean last = lastTaken && waiting.isEmpty();
        doorway.countAnswer(answer.status().code());
        doorway.allow(doorway.doors().handshakeTimeout(), DisconnectReason.WRITE_STALLED);
        state = State.ANSWERING;
        write(ctx, answer, last).addListener(written -> sent(ctx, last, written.isSuccess()));
        if (state == State.ANSWERING) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private static ChannelFuture write(ChannelHandlerContext ctx, PageAnswer answer, boolean last) {
        ByteBuf head = answer.head(last);
        if (!answer.body().isReadable()) {
            return ctx.writeAndFlush(head);
        }
        ctx.write(head, ctx.voidPromise());
        return ctx.writeAndFlush(answer.body().retainedDuplicate());
    }

    private void sent(ChannelHandlerContext ctx, boolean last, boolean successfully) {
        state = State.READY;
        if (!successfully || (peerEnded && waiting.isEmpty())) {
            ctx.close();
        } else if (last && doorway.isOpen()) {
            doorway.finish();
        } else if (doorway.isOpen()) {
            doorway.closeAfter(WebPages.IDLE);
            serve(ctx);
            if (state == State.READY && doorway.isOpen()) {
                ctx.channel().config().setAutoRead(true);
            }
        }
    }

    // ---- a session begins

    private void upgrade(ChannelHandlerContext ctx, UpgradeRequest asked) {
        WebAnswer refusal = addressRefusal(asked);
        if (refusal != null) {
            refuse(refusal, true);
            return;
        }
        if (peerEnded) {
            ctx.close();
            return;
        }
        String origin = asked.origin();
        if (origin != null) {
            doorway.learned(doorway.entrance().from(origin));
        }
        doorway.allowHandshake();
        state = State.UPGRADING;
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

    /** Takes the client's address from a trusted proxy that has no header of its own for it. */
    private @Nullable WebAnswer addressRefusal(UpgradeRequest asked) {
        ProxySettings proxies = doorway.doors().proxy();
        if (!doorway.isFromProxy() || proxies.header() != ProxySettings.Header.X_FORWARDED_FOR) {
            return null;
        }
        InetAddress client = ForwardedFor.clientOf(asked.request().headers().getAll("X-Forwarded-For"), proxies);
        DisconnectReason full =
                client == null ? doorway.comesByItself() : doorway.comesFrom(new InetSocketAddress(client, 0));
        return full != null
                ? WebAnswer.of(HttpResponseStatus.TOO_MANY_REQUESTS, "There are too many sessions from this address.")
                : null;
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
