package io.onesend.network.netty.door;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.IoThread;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Translates between an encrypted connection and its session, directly behind Netty's handler. A peer's close_notify is the end of
 * its side. A close of the session goes around Netty's handler, which would wait for a peer that reads nothing.
 */
@IoThread
public final class TlsConnection extends ChannelDuplexHandler implements Encryption {

    private @Nullable ChannelHandlerContext ctx;
    private boolean outputEnded;
    private boolean inputEnded;

    /** Whether data came since {@link #expectData}. */
    private boolean hasData;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    // ---- from the session

    @Override
    public void endOutput(boolean last) {
        ChannelHandlerContext own = ctx;
        SslHandler tls = tls();
        if (own == null || tls == null) {
            return;
        }
        assert own.executor().inEventLoop();
        outputEnded = true;
        ChannelFuture told = tls.closeOutbound();
        told.addListener(sent -> {
            if (last || !sent.isSuccess()) {
                own.channel().close();
            } else {
                ((DuplexChannel) own.channel()).shutdownOutput();
            }
        });
    }

    /** So it is with TLS 1.2, and with OpenSSL; with TLS 1.3 the JDK's engine writes on. */
    @Override
    public boolean wasEndedByPeer() {
        SslHandler tls = tls();
        assert tls == null || Objects.requireNonNull(ctx).executor().inEventLoop();
        return tls != null && inputEnded && !outputEnded && tls.engine().isOutboundDone();
    }

    /** Sends a close_notify if that is possible at once. */
    @Override
    public void close(ChannelHandlerContext own, ChannelPromise promise) {
        SslHandler tls = tls();
        if (tls == null) {
            own.close(promise);
            return;
        }
        if (!outputEnded && tls.handshakeFuture().isSuccess() && hasNothingToWrite(own)) {
            outputEnded = true;
            tls.closeOutbound();
        }
        own.pipeline().context(tls).close(promise);
    }

    private static boolean hasNothingToWrite(ChannelHandlerContext own) {
        return own.channel().isActive()
                && own.channel().bytesBeforeUnwritable() > 0
                && own.channel().unsafe().outboundBuffer() != null
                && own.channel().unsafe().outboundBuffer().totalPendingWriteBytes() == 0;
    }

    private @Nullable SslHandler tls() {
        ChannelHandlerContext own = ctx;
        return own == null ? null : own.pipeline().get(SslHandler.class);
    }

    // ---- from the peer

    void expectData() {
        hasData = false;
    }

    boolean hasData() {
        return hasData;
    }

    @Override
    public void channelRead(ChannelHandlerContext own, Object data) {
        hasData = true;
        own.fireChannelRead(data);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext own, Object event) {
        if (event instanceof SslCloseCompletionEvent closed) {
            // After the end of our side it may come without one of the peer's.
            if (closed.isSuccess() && !outputEnded && !inputEnded) {
                inputEnded = true;
                own.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        } else if (event instanceof ChannelInputShutdownEvent && isCutOff()) {
            own.fireExceptionCaught(new SSLException("the connection ended without a TLS close_notify"));
        } else {
            own.fireUserEventTriggered(event);
        }
    }

    /** Somebody between the peer and this server can end the stream, but cannot forge a close_notify. */
    private boolean isCutOff() {
        SslHandler tls = tls();
        return tls != null && tls.handshakeFuture().isSuccess() && !inputEnded && !outputEnded;
    }

    /** What Netty wraps is an error of the connection, as a reset is. */
    @Override
    public void exceptionCaught(ChannelHandlerContext own, Throwable cause) {
        Throwable why = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        SslHandler tls = tls();
        if (why instanceof RejectedExecutionException
                && tls != null
                && tls.handshakeFuture().isSuccess()) {
            own.fireUserEventTriggered(DisconnectReason.PROTOCOL_ERROR.withDetail(String.valueOf(why.getMessage())));
        } else {
            own.fireExceptionCaught(why instanceof RejectedExecutionException ? new SSLException(why) : why);
        }
    }
}
