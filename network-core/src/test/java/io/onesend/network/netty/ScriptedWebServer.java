package io.onesend.network.netty;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A WebSocket server that does what a test says, byte by byte, made without the code under test. */
final class ScriptedWebServer implements Closeable {

    private static final Pattern KEY = Pattern.compile("\r\nSec-WebSocket-Key: (\\S{24})\r\n");
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private @Nullable Socket socket;
    private @Nullable DataInputStream in;

    /** The key of the frame that was received last. */
    int lastKey;

    ScriptedWebServer() throws IOException {
        listening.setSoTimeout(PATIENCE_MILLIS);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("localhost", listening.getLocalPort());
    }

    /** Accepts a connection and reads its request. */
    String receiveRequest() throws IOException {
        DataInputStream from = accept();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) from.readUnsignedByte());
        }
        return head.toString();
    }

    /** Accepts a connection. */
    DataInputStream accept() throws IOException {
        Socket accepted = listening.accept();
        accepted.setSoTimeout(PATIENCE_MILLIS);
        socket = accepted;
        DataInputStream from = new DataInputStream(accepted.getInputStream());
        in = from;
        return from;
    }

    /** Agrees to the next request. */
    void upgrade(byte... more) throws IOException {
        send(Frames.join(agreement(receiveRequest()), more));
    }

    /** The right answer to a request. */
    static byte[] agreement(String request, String... moreHeaders) {
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: upgrade\r\n"
                        + String.join("", moreHeaders) + "Sec-WebSocket-Accept: " + accept(request) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String accept(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new IllegalArgumentException(request);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void send(byte[] bytes) throws IOException {
        connection().getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame of the client: its first byte, and its payload without the mask that it must have. */
    byte[] receiveMessage() throws IOException {
        DataInputStream from = in;
        if (from == null) {
            throw new IllegalStateException("no connection");
        }
        int first = from.readUnsignedByte();
        int second = from.readUnsignedByte();
        if (second < 128) {
            throw new IOException("a frame without a mask");
        }
        int length = second - 128 < 126 ? second - 128 : from.readUnsignedShort();
        lastKey = from.readInt();
        byte[] frame = new byte[1 + length];
        frame[0] = (byte) first;
        from.readFully(frame, 1, length);
        for (int i = 0; i < length; i++) {
            frame[1 + i] ^= (byte) (lastKey >>> 24 - 8 * (i % 4));
        }
        return frame;
    }

    /** The next byte; -1 at the end. */
    int read() throws IOException {
        DataInputStream from = in;
        return from == null ? -1 : from.read();
    }

    void hangUp() throws IOException {
        connection().close();
    }

    private Socket connection() {
        Socket accepted = socket;
        if (accepted == null) {
            throw new IllegalStateException("no connection");
        }
        return accepted;
    }

    @Override
    public void close() {
        try {
            listening.close();
            if (socket != null) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
