package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A blocking client of plain sockets. Every wait has a deadline, and what comes is looked at packet by packet. */
public final class RawClient implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Socket socket;
    private int pings;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    public static RawClient connect(InetSocketAddress address) {
        return connect(address, 0);
    }

    /** Connects from another of this machine's loopback addresses; Linux has a whole block of them. */
    public static RawClient connectFrom(String from, InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(from, 0));
            return connected(socket, address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Connects with TLS; the server has to have the certificate that this trusts. */
    public static RawClient connectTls(SSLContext trusting, InetSocketAddress address) {
        try {
            SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket();
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            RawClient client = connected(socket, address);
            socket.startHandshake();
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Connects with a receive buffer of about this many bytes; 0: the kernel's choice. */
    public static RawClient connect(InetSocketAddress address, int receiveBytes) {
        try {
            Socket socket = new Socket();
            if (receiveBytes > 0) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            return connected(socket, address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static RawClient connected(Socket socket, InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(address, (int) DEADLINE.toMillis());
        socket.setSoTimeout((int) DEADLINE.toMillis());
        return new RawClient(socket);
    }

    /** Sends all parts in one write. */
    public RawClient send(byte[]... parts) {
        try {
            socket.getOutputStream().write(Wire.concat(parts));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends each byte in a write of its own. */
    public RawClient sendByteByByte(byte[] bytes) {
        for (byte one : bytes) {
            send(new byte[] {one});
        }
        return this;
    }

    /** The next packet, whichever it is. */
    public Packet next() {
        try {
            byte[] header = read(5, true);
            int length = header[0] & 0xff | (header[1] & 0xff) << 8;
            assertThat(length).as("PacketLength of what the server sends").isBetween(5, 65_535);
            assertThat(header[4]).as("Type of what the server sends").isZero();
            return new Packet(Wire.concat(header, read(length - 5, false)));
        } catch (IOException failed) {
            throw new AssertionError("waiting for a packet: " + failed, failed);
        }
    }

    /** The next packet, which has to have this id. */
    public Packet next(int id) {
        Packet packet = next();
        assertThat(packet.id()).as("id of the next packet, %s", packet).isEqualTo(id);
        return packet;
    }

    /** The next packet, which has to be a response of this id with this result. */
    public RawClient expect(int id, int result) {
        Packet packet = next(id);
        assertThat(packet.i16()).as("result of %d", id).isEqualTo(result);
        return this;
    }

    /** The next bytes, whatever they mean: of a server without packets. */
    public byte[] bytes(int length) {
        try {
            return read(length, true);
        } catch (IOException failed) {
            throw new AssertionError("waiting for " + length + " bytes: " + failed, failed);
        }
    }

    private byte[] read(int length, boolean mayEnd) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            String where = mayEnd && bytes.length == 0 ? "the server closed" : "the server closed within a packet";
            throw new EOFException(where);
        }
        return bytes;
    }

    public RawClient login(String user, String password) {
        return send(Wire.login(user, password)).expect(Wire.LOGIN_RESPONSE, 0);
    }

    /** Sends this 201 until the answer is not 31: an id is free only once the server has ended its last session. */
    public Packet answerOnceFree(byte[] loginRequest) {
        long start = System.nanoTime();
        Packet answer = send(loginRequest).next(Wire.LOGIN_RESPONSE);
        while (answer.i16() == 31 && System.nanoTime() - start < DEADLINE.toNanos()) {
            answer = send(loginRequest).next(Wire.LOGIN_RESPONSE);
        }
        return answer;
    }

    public RawClient loginOnceFree(String user, String password) {
        assertThat(answerOnceFree(Wire.login(user, password)).i16()).isZero();
        return this;
    }

    /** Enters and returns the users of the room, as all its 209s list them. */
    public List<Packet.User> enter(int room) {
        send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
        return userList();
    }

    /** Adds up 209s until the one that lists the newest user, the receiver itself; a PONG behind them ends the list. */
    public List<Packet.User> userList() {
        List<Packet.User> users =
                new ArrayList<>(next(Wire.ROOM_USER_LIST_NOTIFY).users());
        int number = sendPing();
        for (Packet packet = next(); packet.id() != Wire.PONG; packet = next()) {
            assertThat(packet.id()).isEqualTo(Wire.ROOM_USER_LIST_NOTIFY);
            users.addAll(packet.users());
        }
        assertThat(number).isEqualTo(pings);
        return users;
    }

    /** Chats in a room and takes the answer and the own notify. */
    public Packet chat(String message) {
        send(Wire.chat(message)).expect(Wire.ROOM_CHAT_RESPONSE, 0);
        return next(Wire.ROOM_CHAT_NOTIFY);
    }

    /**
     * Asserts that nothing is on its way to this client: the answer to a ping comes next. Packets that other sessions caused
     * before would come ahead of that answer, because one thread serves them all.
     */
    public RawClient assertQuiet() {
        int number = sendPing();
        assertThat(next(Wire.PONG).i16()).isEqualTo(number);
        return this;
    }

    private int sendPing() {
        pings++;
        send(Wire.ping(pings));
        return pings;
    }

    /** The client says that it will send nothing more. */
    public RawClient shutdownOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The server closes, without a further packet. */
    public void expectClosed() {
        assertThat(rest()).as("packets before the server closed").isEmpty();
    }

    /** All further packets, until the server closes. */
    public List<Packet> rest() {
        List<Packet> rest = new ArrayList<>();
        try {
            while (true) {
                byte[] header = socket.getInputStream().readNBytes(5);
                if (header.length == 0) {
                    return rest;
                }
                int length = header[0] & 0xff | (header[1] & 0xff) << 8;
                rest.add(new Packet(Wire.concat(header, read(length - 5, false))));
            }
        } catch (SocketException reset) {
            // Closed with bytes of ours unread: the kernel then sends a reset.
            assertThat(reset).hasMessageContaining("reset");
            return rest;
        } catch (IOException failed) {
            throw new AssertionError("after " + rest.size() + " packets: " + failed, failed);
        }
    }

    /** Closes with a reset instead of an end. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
