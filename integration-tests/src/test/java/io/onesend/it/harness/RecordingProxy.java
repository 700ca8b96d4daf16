package io.onesend.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stands between one client and the server and keeps what each says: a packet capture that needs no privilege. */
public final class RecordingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
    private final Thread accepting;

    public RecordingProxy(InetSocketAddress server) throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        accepting = daemon("proxy-accept", () -> {
            try (Socket client = listening.accept();
                    Socket upstream = new Socket(server.getAddress(), server.getPort())) {
                Thread up = daemon("proxy-up", () -> copy(client, upstream, fromClient));
                copy(upstream, client, fromServer);
                up.join();
            } catch (IOException | InterruptedException ended) {
                // The capture is what counts; a broken connection shows in it as missing packets.
                Thread.currentThread().interrupt();
            }
        });
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void copy(Socket from, Socket to, ByteArrayOutputStream capture) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4_096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                capture.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            capture.writeBytes(new byte[0]);
        }
    }

    public List<Packet> clientsPackets() {
        return cut(fromClient);
    }

    public List<Packet> serversPackets() {
        return cut(fromServer);
    }

    private static List<Packet> cut(ByteArrayOutputStream capture) {
        byte[] stream = capture.toByteArray();
        List<Packet> packets = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int length = stream[at] & 0xff | (stream[at + 1] & 0xff) << 8;
            packets.add(new Packet(Arrays.copyOfRange(stream, at, at + length)));
            at += length;
        }
        return packets;
    }

    /** To be called once both sides have closed: waits for the last bytes. */
    public void awaitEnd() throws InterruptedException {
        accepting.join(5_000);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
