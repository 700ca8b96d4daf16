package io.onesend.network.netty;

import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.provider.Arguments;

/** Connects with TLS, by the JDK's sockets. */
final class TlsPeers {

    static final String TLS_1_3 = "TLSv1.3";
    static final String TLS_1_2 = "TLSv1.2";

    /** Fewer than a server allows. */
    static final int MOST_KEYS_AT_ONCE = 20;

    private static final int SMALL_BUFFER = 4096;
    private static final int PATIENCE_MILLIS = 10_000;

    private TlsPeers() {}

    /** Each with every version. */
    static Stream<Arguments> withVersions(Stream<Transport> transports) {
        return transports.flatMap(
                transport -> Stream.of(TLS_1_3, TLS_1_2).map(version -> Arguments.of(transport, version)));
    }

    static Peer connect(SSLContext client, int port, String version) throws IOException {
        return new Peer(socket(client, port, version, "localhost"));
    }

    /** The first message of a client, as the JDK sends it, in one record. */
    static byte[] hello(SSLContext client) throws SSLException {
        SSLEngine engine = client.createSSLEngine("localhost", 0);
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    /** A peer whose buffer is small enough that the server soon notices that it does not read. */
    static Peer slowReader(SSLContext client, int port) throws IOException {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(SMALL_BUFFER);
        return new Peer(socket(plain, client, port, TLS_1_3, "localhost"));
    }

    /** A socket after its handshake, whose certificate was checked for this name. */
    static SSLSocket socket(SSLContext client, int port, String version, String name) throws IOException {
        return socket(new Socket(), client, port, version, name);
    }

    /** The same on a socket that is not connected yet, or has sent something already. */
    static SSLSocket socket(Socket plain, SSLContext client, int port, String version, String name) throws IOException {
        if (!plain.isConnected()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        }
        plain.setSoTimeout(PATIENCE_MILLIS);
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
        return socket;
    }
}
