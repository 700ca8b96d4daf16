package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Netty's handler for the JDK's engine, with a limit on records that carry no data. With TLS 1.3 a peer may ask for new keys at any time,
 * and each answer waits in memory until the peer reads it; with TLS 1.2 a server may ask its client for another handshake. OpenSSL has
 * such a limit itself.
 */
@IoThread
final class TlsRecords extends SslHandler {

    /** An honest peer sends one after some million records. */
    static final int MOST_A_SECOND = 10;

    static final int MOST_AT_ONCE = 30;

    private static final long NANOS_OF_ONE = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;

    private final TlsConnection behind;

    /** When the last of those that came would have come, had they come as slowly as they may. */
    private long evenlyUntil = System.nanoTime();

    private TlsRecords(SSLEngine engine, Executor calculations, TlsConnection behind) {
        super(engine, calculations);
        this.behind = behind;
    }

    /**
     * For a connection of a server.
     *
     * @param behind the next handler, which gets the data
     */
    @AnyThread
    static SslHandler newHandler(
            SslContext context, ByteBufAllocator allocator, TlsHandshake handshake, TlsConnection behind) {
        return context instanceof JdkSslContext
                ? new TlsRecords(context.newEngine(allocator), handshake, behind)
                : context.newHandler(allocator, handshake);
    }

    /**
     * For a connection of a client, whose own thread calculates the handshake.
     *
     * @param behind the next handler, which gets the data
     */
    @AnyThread
    static SslHandler ofClient(SSLEngine engine, TlsConnection behind) {
        return new TlsRecords(engine, ImmediateExecutor.INSTANCE, behind);
    }

    /** Reads one record, if it is there. */
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws SSLException {
        int begin = in.readerIndex();
        behind.expectData();
        super.decode(ctx, in, out);
        if (in.readerIndex() != begin && !behind.hasData() && handshakeFuture().isSuccess() && isOneTooMany()) {
            in.skipBytes(in.readableBytes());
            ctx.fireUserEventTriggered(DisconnectReason.RATE_LIMIT.withDetail("TLS records without data"));
        }
    }

    private boolean isOneTooMany() {
        long now = System.nanoTime();
        evenlyUntil = Math.max(evenlyUntil, now - NANOS_OF_ONE) + NANOS_OF_ONE;
        return evenlyUntil - now > MOST_AT_ONCE * NANOS_OF_ONE;
    }
}
