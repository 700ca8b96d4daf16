package io.onesend.network.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;

/**
 * A server that does what a test tells it, one packet after the other, with plain sockets and bytes of its own: no code of the
 * project's reads or writes them. Every wait ends after ten seconds with a failure.
 */
public final class ScriptedServer implements AutoCloseable {

    private static final int WAIT_MILLIS = 10_000;
    private static final int HEADER_BYTES = 5;

    private final ServerSocket listening;
    private final List<Connection> connections = new ArrayList<>();

    public ScriptedServer() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    /** @param sockets may be those of TLS */
    public ScriptedServer(ServerSocketFactory sockets) throws IOException {
        listening = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(WAIT_MILLIS);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** The next client. */
    public Connection accept() throws IOException {
        Socket socket = listening.accept();
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setTcpNoDelay(true);
        Connection connection = new Connection(socket);
        connections.add(connection);
        return connection;
    }

    /** Ends every connection and listens no more. */
    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        listening.close();
    }

    /** The server's end of a connection. */
    public static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
        }

        /** The body of the next packet, which has to have this id. */
        public ByteBuffer expect(int id) throws IOException {
            ByteBuffer header = read(HEADER_BYTES);
            int length = header.getShort() & 0xffff;
            int actual = header.getShort() & 0xffff;
            ByteBuffer body = read(length - HEADER_BYTES);
            if (actual != id) {
                throw new AssertionError("packet " + actual + " came, and not " + id);
            }
            return body;
        }

        /** Sends one packet. */
        public Connection send(int id, Body body) throws IOException {
            byte[] bytes = body.bytes.toByteArray();
            ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
            packet.putShort((short) packet.capacity())
                    .putShort((short) id)
                    .put((byte) 0)
                    .put(bytes);
            socket.getOutputStream().write(packet.array());
            return this;
        }

        /** Waits for the client to end the connection; fails if it sends anything more. */
        public void expectEnd() throws IOException {
            int more;
            try {
                more = in.read();
            } catch (SocketException reset) {
                return;
            }
            if (more >= 0) {
                throw new AssertionError("a byte came, and not the end: " + more);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private ByteBuffer read(int bytes) throws IOException {
            byte[] read = new byte[bytes];
            in.readFully(read);
            return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** The body of a packet to send, field by field. */
    public static final class Body {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        public Body u8(int value) {
            bytes.write(value);
            return this;
        }

        public Body i16(int value) {
            return number(value, 2);
        }

        public Body i32(long value) {
            return number(value, 4);
        }

        public Body i64(long value) {
            return number(value, 8);
        }

        /** Text with zeros behind it, in a field of this size. */
        public Body chars(String text, int size) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(utf8);
            bytes.writeBytes(new byte[size - utf8.length]);
            return this;
        }

        /** A byte that counts, and text. */
        public Body text8(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.write(utf8.length);
            bytes.writeBytes(utf8);
            return this;
        }

        private Body number(long value, int size) {
            for (int i = 0; i < size; i++) {
                bytes.write((int) (value >> (8 * i)));
            }
            return this;
        }
    }

    /** Takes the text out of a {@code char[size]} field. */
    public static String chars(ByteBuffer body, int size) {
        byte[] field = new byte[size];
        body.get(field);
        int end = 0;
        while (field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }
}
