package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A client that makes its bytes itself, and reads only when it is told to. */
final class RawPeer implements AutoCloseable {

    static final int ECHO = 1;

    private static final int HEADER = 5;
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** @param receiveBuffer 0: the system's */
    RawPeer(InetSocketAddress server, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout((int) WITHIN.toMillis());
        socket.connect(server);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A packet of the chat's protocol. */
    static byte[] packet(int id, int bodyBytes) {
        return ByteBuffer.allocate(HEADER + bodyBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (HEADER + bodyBytes))
                .putShort((short) id)
                .array();
    }

    /** The same packet again and again, in one piece. */
    static byte[] packets(int times, int bodyBytes) {
        ByteBuffer all = ByteBuffer.allocate(times * (HEADER + bodyBytes));
        for (int i = 0; i < times; i++) {
            all.put(packet(ECHO, bodyBytes));
        }
        return all.array();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void expect(byte[] bytes) throws IOException {
        byte[] received = new byte[bytes.length];
        in.readFully(received);
        assertThat(received).isEqualTo(bytes);
    }

    void expectEcho() throws IOException {
        send(packet(ECHO, 3));
        expect(packet(ECHO, 3));
    }

    /** Reads until the server ends the connection; fails if that takes half a minute. */
    void expectEnd() throws IOException {
        try {
            in.readAllBytes();
        } catch (SocketTimeoutException stays) {
            throw stays;
        } catch (SocketException reset) {
            // An end too.
        }
    }

    /** The status of the answer to a request for a WebSocket. */
    String upgrade(String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        send(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }

    int readByte() throws IOException {
        return in.readUnsignedByte();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
