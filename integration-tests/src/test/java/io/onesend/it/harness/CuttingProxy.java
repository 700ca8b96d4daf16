package io.onesend.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server, and breaks their connections when the test says so: both ends get a reset. */
public final class CuttingProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public CuttingProxy(InetSocketAddress server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon("proxy-accept", this::accept);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                Socket upstream = new Socket(server.getAddress(), server.getPort());
                sockets.add(upstream);
                daemon("proxy-up", () -> copy(client, upstream));
                daemon("proxy-down", () -> copy(upstream, client));
            } catch (IOException closed) {
                // The proxy is closed, or the server is away: the client's connection ends with the next cut.
                sockets.removeIf(Socket::isClosed);
            }
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(from);
            reset(to);
        }
    }

    /** Resets all connections; new ones are accepted as before. */
    public void cut() {
        sockets.forEach(CuttingProxy::reset);
        sockets.clear();
    }

    /** Without the linger time a close resets the connection. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // It has ended by itself, which is what was wanted.
            assert socket.isClosed();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cut();
    }
}
