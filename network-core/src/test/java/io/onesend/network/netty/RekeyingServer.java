package io.onesend.network.netty;

import io.netty.pkitesting.X509Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server on the JDK's sockets that echoes what the one client sends, and begins another handshake before each echo. With TLS 1.3 that
 * is a request for new keys, and with TLS 1.2 a handshake in full.
 */
final class RekeyingServer implements Closeable {

    private static final int BUFFER_BYTES = 1000;

    private final SSLServerSocket listening;
    private final int handshakesForAnEcho;
    private final Thread thread = new Thread(this::serve, "rekeying-server");
    private final AtomicReference<@Nullable IOException> end = new AtomicReference<>();

    /** @param version of TLS, the only one that it speaks */
    RekeyingServer(X509Bundle certificate, String version, int handshakesForAnEcho) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setEnabledProtocols(new String[] {version});
        this.handshakesForAnEcho = handshakesForAnEcho;
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("localhost", listening.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            int length = socket.getInputStream().read(buffer);
            while (length >= 0) {
                for (int i = 0; i < handshakesForAnEcho; i++) {
                    socket.startHandshake();
                }
                socket.getOutputStream().write(buffer, 0, length);
                length = socket.getInputStream().read(buffer);
            }
        } catch (IOException hungUp) {
            end.set(hungUp);
        }
    }

    /** How its connection broke; null: it has not, or it ended in order. */
    @Nullable
    IOException end() {
        return end.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
            thread.join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
