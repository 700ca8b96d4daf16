package io.onesend.network.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.provider.Arguments;

/** Connects with TLS, by the JDK's sockets. */
final class TlsPeers {

    static final String TLS_1_3 = "TLSv1.3";
    static final String TLS_1_2 = "TLSv1.2";

    private static final int PATIENCE_MILLIS = 10_000;

    private TlsPeers() {}

    /** Every transport with each version. */
    static Stream<Arguments> transportsAndVersions() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(TLS_1_3, TLS_1_2).map(version -> Arguments.of(transport, version)));
    }

    static Peer connect(SSLContext client, int port, String version) throws IOException {
        return new Peer(socket(client, port, version, "localhost"));
    }

    /** A socket after its handshake, whose certificate was checked for this name. */
    static SSLSocket socket(SSLContext client, int port, String version, String name) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
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
