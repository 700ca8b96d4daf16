package io.onesend.network.netty.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import io.onesend.network.CertificateRefusedException;
import io.onesend.network.ClientTls;
import io.onesend.network.Entrance;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.net.IDN;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a client's TLS handshake, behind Netty's handler for it, and keeps back that the connection is there until then. The
 * client's I/O thread calculates it, which takes some milliseconds: a client makes few connections, and a server many.
 */
@IoThread
final class ClientTlsDoor extends ChannelInboundHandlerAdapter {

    private final @Nullable String serverName;

    private ClientTlsDoor(@Nullable String serverName) {
        this.serverName = serverName;
    }

    /** What the TLS connections of a client have in common; for any thread. */
    @AnyThread
    static final class Maker {
        private final SslContext context;

        /** @throws io.onesend.network.NetworkException if a jar is missing, or a file cannot be used; the message says which */
        Maker(ClientTls settings) {
            FrontDoors.demand(TlsService.HANDLER_CLASS, "a client with TLS", "netty-handler");
            context = TlsContexts.ofClient(settings);
        }

        /** Adds the handlers of one connection. */
        @IoThread
        void add(ChannelPipeline pipeline, ClientDoors.Target target) {
            assert pipeline.channel().eventLoop().inEventLoop();
            TlsConnection connection = new TlsConnection();
            SSLEngine engine = context.newEngine(pipeline.channel().alloc(), target.host(), target.port());
            SslHandler tls = TlsRecords.ofClient(engine, connection);
            // The attempt has a deadline of its own.
            tls.setHandshakeTimeoutMillis(0);
            String name = nameOf(target.host());
            if (name != null) {
                ask(engine, name);
            }
            pipeline.addLast(tls);
            pipeline.addLast(Encryption.NAME, connection);
            pipeline.addLast(new ClientTlsDoor(name));
        }
    }

    /** What a client may ask for: an address is no name. */
    private static @Nullable String nameOf(String host) {
        boolean isAddress = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return isAddress ? null : IDN.toASCII(name);
    }

    /** The JDK by itself asks for no name without a dot in it. */
    private static void ask(SSLEngine engine, String name) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
    }

    /** Only the handshake makes it so. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Told behind this when the handshake is over.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent done)) {
            ctx.fireUserEventTriggered(event);
        } else if (done.isSuccess()) {
            SSLSession session = ctx.pipeline().get(SslHandler.class).engine().getSession();
            ctx.fireUserEventTriggered(
                    new Entrance.Tls(session.getProtocol(), session.getCipherSuite(), serverName, null));
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        } else {
            ctx.fireExceptionCaught(inWords(done.cause()));
        }
    }

    private static Throwable inWords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefusedException refused) {
                return refused;
            }
        }
        if (failure instanceof ClosedChannelException) {
            return new HandshakeFailedException("the server closed the connection in the TLS handshake");
        }
        if (failure instanceof NotSslRecordException || failure instanceof DecoderException) {
            return new HandshakeFailedException("the server does not speak TLS");
        }
        return new HandshakeFailedException("the TLS handshake failed: " + failure.getMessage());
    }
}
