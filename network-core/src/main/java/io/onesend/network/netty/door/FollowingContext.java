package io.onesend.network.netty.door;

import io.onesend.network.logic.AnyThread;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS of the JDK with a certificate that is replaced. Servers of the JDK take one context for good, so this one asks for the current one
 * whenever a connection begins. A handshake keeps the context that it began with, and with it both halves of one key. Nor can a client
 * resume a session of the old certificate, as each context has sessions of its own.
 */
@AnyThread
final class FollowingContext extends SSLContext {

    private FollowingContext(Supplier<SSLContext> current, SSLContext first) {
        super(new Following(current), first.getProvider(), first.getProtocol());
    }

    /** @param current is asked for each connection */
    static SSLContext of(Supplier<SSLContext> current) {
        return new FollowingContext(current, current.get());
    }

    private static final class Following extends SSLContextSpi {

        private final Supplier<SSLContext> current;

        private Following(Supplier<SSLContext> current) {
            this.current = current;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("the certificates come from the files");
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return current.get().createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return current.get().createSSLEngine(host, port);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return current.get().getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return current.get().getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return current.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return current.get().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return current.get().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return current.get().getSupportedSSLParameters();
        }
    }
}
