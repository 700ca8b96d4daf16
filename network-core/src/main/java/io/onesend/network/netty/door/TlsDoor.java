package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.Mapping;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Entrance;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.nio.channels.ClosedChannelException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a TLS handshake, behind Netty's handlers for it, and then puts a front door in its place: what is encrypted is looked
 * at again. The handshake is calculated on the server's {@link TlsThreads}.
 */
@IoThread
final class TlsDoor extends ChannelInboundHandlerAdapter {

    private final Doorway doorway;
    private final FrontDoors inside;
    private final TlsCounters counters;
    private final Hello hello;
    private final TlsHandshake handshake;
    private final long startedAt = System.nanoTime();

    /** The peer's end, which has overtaken what is still being calculated. */
    private @Nullable Object end;

    private boolean ended;

    private TlsDoor(Doorway doorway, FrontDoors inside, TlsCounters counters, Hello hello, TlsHandshake handshake) {
        this.doorway = doorway;
        this.inside = inside;
        this.counters = counters;
        this.hello = hello;
        this.handshake = handshake;
    }

    @AnyThread
    static FrontDoors.Opener opener(TlsService service, Certificates certificates, FrontDoors inside) {
        return (frontDoor, doorway) -> {
            doorway.allowHandshake();
            ChannelPipeline pipeline = frontDoor.pipeline();
            TlsHandshake handshake = new TlsHandshake(service.threads());
            TlsConnection connection = new TlsConnection();
            Hello hello = new Hello(certificates, handshake, connection);
            // The last first, because each is put directly behind the front door.
            pipeline.addAfter(
                    frontDoor.name(), null, new TlsDoor(doorway, inside, service.counters(), hello, handshake));
            pipeline.addAfter(frontDoor.name(), Encryption.NAME, connection);
            pipeline.addAfter(frontDoor.name(), null, hello);
        };
    }

    /** Reads the first message, and chooses the certificate by the name in it. */
    private static final class Hello extends SniHandler {

        /** Browsers send some 2 KB. */
        private static final int LONGEST_HELLO = 16 * 1024;

        /** With the headers of its records, of which it needs few. */
        private static final int MOST_BYTES = LONGEST_HELLO + 1024;

        private final TlsHandshake handshake;
        private final TlsConnection connection;

        Hello(Certificates certificates, TlsHandshake handshake, TlsConnection connection) {
            super((Mapping<String, SslContext>) certificates::contextFor, LONGEST_HELLO, 0);
            this.handshake = handshake;
            this.connection = connection;
        }

        /** Netty's handler limits what a hello says of its length; one that comes in many records, or in a long one, is longer. */
        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
            super.decode(ctx, in, out);
            if (!ctx.isRemoved() && in.readableBytes() > MOST_BYTES) {
                in.skipBytes(in.readableBytes());
                ctx.fireUserEventTriggered(
                        new SslHandshakeCompletionEvent(new TooLongFrameException("the ClientHello is too long")));
            }
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = TlsRecords.newHandler(context, allocator, handshake, connection);
            // The arrival has a deadline of its own.
            handler.setHandshakeTimeoutMillis(0);
            return handler;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                succeeded(ctx);
            } else {
                failed(ctx, done.cause());
            }
        } else if (event instanceof ChannelInputShutdownEvent && isCalculating(ctx)) {
            end = event;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private static boolean isCalculating(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        return tls != null && tls.engine().getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    /** What was held back is looked at after each calculation. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        Object held = end;
        if (held != null && !isCalculating(ctx)) {
            end = null;
            ctx.fireUserEventTriggered(held);
        }
    }

    private void succeeded(ChannelHandlerContext ctx) {
        if (!doorway.isOpen()) {
            return;
        }
        ended = true;
        handshake.end();
        counters.succeeded(System.nanoTime() - startedAt);
        SSLSession session = ctx.pipeline().get(SslHandler.class).engine().getSession();
        doorway.learned(doorway.entrance()
                .with(new Entrance.Tls(
                        session.getProtocol(), session.getCipherSuite(), hello.hostname(), subjectOf(session))));
        doorway.allow(doorway.doors().firstBytes(), DoorReasons.FIRST_BYTES);
        FrontDoor behind = inside.newFrontDoorInside(doorway);
        ctx.pipeline().addAfter(ctx.name(), null, behind);
        ChannelHandlerContext next = ctx.pipeline().context(behind);
        ctx.pipeline().remove(this);
        behind.begin(next);
    }

    private static @Nullable String subjectOf(SSLSession session) {
        try {
            Principal peer = session.getPeerPrincipal();
            return peer instanceof X500Principal subject ? subject.getName() : peer.getName();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    /** Netty's handler is about to send the alert and to close. */
    private void failed(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            // The peer has left, or the deadline has passed.
            return;
        }
        boolean busy = cause instanceof RejectedExecutionException;
        ended = true;
        counters.ended(busy ? TlsCounters.Result.BUSY : TlsCounters.Result.FAILED);
        DisconnectReason why =
                busy ? DoorReasons.TLS_BUSY : DoorReasons.TLS_HANDSHAKE.withDetail(String.valueOf(cause.getMessage()));
        ctx.executor().execute(() -> doorway.turnAway(why));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!ended) {
            counters.ended(TlsCounters.Result.UNFINISHED);
        }
        ctx.fireChannelInactive();
    }

    /** Not a failure that has been told already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!ended) {
            ctx.fireExceptionCaught(cause);
        }
    }
}
