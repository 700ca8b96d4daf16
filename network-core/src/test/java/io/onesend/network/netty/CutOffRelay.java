package io.onesend.network.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Stands between one client and a server as an attacker might: it can end the stream, and cannot encrypt. */
final class CutOffRelay {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Socket server;

    private CutOffRelay(int port) throws IOException {
        server = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    static CutOffRelay to(int port) throws IOException {
        CutOffRelay relay = new CutOffRelay(port);
        Thread accepting = new Thread(relay::relay, "relay-accept");
        accepting.start();
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void relay() {
        try (Socket client = listening.accept()) {
            Thread back = new Thread(() -> copy(server, client), "relay-back");
            back.start();
            copy(client, server);
            back.join();
        } catch (IOException | InterruptedException ended) {
            assert listening.isClosed();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (SocketException closed) {
            // The other direction, or the test, has ended it.
            assert from.isClosed() || to.isClosed() || to.isOutputShutdown() : closed;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Ends the stream to the server, without the word of TLS that the client alone can say. */
    void endTowardsServer() throws IOException {
        server.shutdownOutput();
    }

    void close() throws IOException {
        listening.close();
        server.close();
    }
}
