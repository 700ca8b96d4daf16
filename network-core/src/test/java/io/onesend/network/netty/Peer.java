package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The other end of a session, on a plain blocking socket. */
final class Peer implements Closeable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    Peer(int port) throws IOException {
        this(port, 0);
    }

    /** A receive buffer small enough that the server soon notices a peer that does not read. */
    Peer(int port, int receiveBuffer) throws IOException {
        this(port, receiveBuffer, null);
    }

    /** Connects from another of this machine's loopback addresses; Linux has a whole block of them. */
    static Peer from(String address, int port) throws IOException {
        return new Peer(port, 0, InetAddress.getByName(address));
    }

    private Peer(int port, int receiveBuffer, @Nullable InetAddress from) throws IOException {
        socket = new Socket();
        if (from != null) {
            socket.bind(new InetSocketAddress(from, 0));
        }
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** On a socket that is connected, perhaps with TLS. */
    Peer(Socket connected) throws IOException {
        socket = connected;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** This side's address, as the server sees it. */
    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next frame of the chat format. */
    byte[] receive() throws IOException {
        int low = in.readUnsignedByte();
        int length = low | in.readUnsignedByte() << 8;
        byte[] frame = new byte[length];
        frame[0] = (byte) length;
        frame[1] = (byte) (length >> 8);
        in.readFully(frame, 2, length - 2);
        return frame;
    }

    /** The head of an HTTP response, without the empty line after it. */
    String receiveHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.substring(0, head.length() - 4);
    }

    /** The next frame of a WebSocket server: its first byte, and its payload. */
    byte[] receiveMessage() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] frame = new byte[1 + length];
        frame[0] = (byte) first;
        in.readFully(frame, 1, length);
        return frame;
    }

    /** All there is until the end. */
    byte[] receiveAll() throws IOException {
        return in.readAllBytes();
    }

    byte[] receive(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /** The next byte, if it comes soon; else the usual exception. */
    int receiveWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            return in.read();
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Waits for the time, in which neither a byte nor the end comes, unless the connection has ended. */
    void expectNothingWithin(Duration time) throws IOException {
        try {
            assertThat(receiveWithin(time)).as("end of the stream").isEqualTo(-1);
        } catch (SocketTimeoutException | SocketException nothing) {
            assertThat(nothing).hasMessageMatching("(?i).*(timed out|reset).*");
        }
    }

    /** Sends a byte, unless the other side has hung up. */
    void sendIfThere(byte one) throws IOException {
        try {
            send(new byte[] {one});
        } catch (SocketException hungUp) {
            assertThat(hungUp).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Expects the connection to have ended, in order or by a reset. */
    void expectEnd() throws IOException {
        try {
            assertThat(in.read()).as("end of the stream").isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** Waits for the end of the connection, in order or by a reset, whatever comes before. */
    void skipToEnd() throws IOException {
        try {
            in.readAllBytes();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** Expects an orderly end without bytes before it. */
    void expectOrderlyEnd() throws IOException {
        assertThat(in.read()).as("end of the stream").isEqualTo(-1);
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
