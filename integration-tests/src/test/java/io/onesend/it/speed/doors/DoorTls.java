package io.onesend.it.speed.doors;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The certificate of the servers that speak TLS, which the product makes itself, and clients that trust any. */
final class DoorTls {

    private static final Path FOLDER = WorkFolder.create("doors-tls");

    static {
        Jar.run(FOLDER, "", "tls", "self-signed").expect(0);
    }

    private static final SslContext OF_MEMBERS = context();

    private DoorTls() {}

    static Path certificate() {
        return FOLDER.resolve("certificate.pem").toAbsolutePath();
    }

    static Path key() {
        return FOLDER.resolve("key.pem").toAbsolutePath();
    }

    /** Whether the class path has the library, and it is for this system. */
    static boolean hasOpenSsl() {
        return OpenSsl.isAvailable();
    }

    private static SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts TLS in front of what handles a connection. */
    static ChannelHandler before(ChannelHandler handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(OF_MEMBERS.newHandler(channel.alloc()), handler);
            }
        };
    }

    /** Connects and shakes hands in full: each connection has a context of its own, which has no session to resume. */
    static Socket connect(InetSocketAddress server) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(server.getAddress(), server.getPort());
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
