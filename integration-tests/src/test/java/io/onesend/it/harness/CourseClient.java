package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The course's own test client, as far as the wire goes: it reads lengths as signed 16-bit numbers, ids likewise and text counts
 * as signed bytes, into a buffer for packets of 1,024 bytes; a notify's body has 290; it knows its own packets and no others.
 */
public final class CourseClient implements AutoCloseable {

    private static final int BUFFER_BYTES = 1_024;
    private static final Set<Integer> KNOWN = Set.of(1, 202, 207, 208, 209, 216, 217, 222, 223);
    private static final int DEADLINE_MILLIS = 30_000;

    private final Socket socket;
    private int dribbled;

    public CourseClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
    }

    public static ByteBuffer login(String id, String password) {
        return packet(71, 201).put(5, utf8(id)).put(38, utf8(password));
    }

    public static ByteBuffer enter(int room) {
        return packet(9, 206).putInt(5, room);
    }

    public static ByteBuffer leave() {
        return packet(5, 215);
    }

    public static ByteBuffer chat(String message) {
        return packet(262, 221).put(5, utf8(message));
    }

    private static ByteBuffer packet(int length, int id) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) length)
                .putShort(2, (short) id);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The echo is the next packet, and empty as it was sent. */
    public void echo() throws IOException {
        send(packet(5, 1));
        assertThat(read(1).limit()).as("length of the echo").isEqualTo(5);
    }

    /** Sends a byte of a packet that never becomes whole. */
    public boolean hasEndedAfterOneMoreByte() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getOutputStream().write(dribbled++ == 0 ? 200 : 0);
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Sends a request, whose response has to be the next packet. */
    public void expectResult(ByteBuffer request, int responseId, int result) throws IOException {
        send(request);
        assertThat(read(responseId).getShort(5)).as("result of %d", responseId).isEqualTo((short) result);
    }

    public void send(ByteBuffer packet) throws IOException {
        socket.getOutputStream().write(packet.array());
    }

    /** The next packet, which has to have this id. */
    public ByteBuffer read(int expectedId) throws IOException {
        InputStream in = socket.getInputStream();
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(5)).order(ByteOrder.LITTLE_ENDIAN);
        short length = header.getShort(0);
        assertThat(length).as("length as an int16").isBetween((short) 5, (short) BUFFER_BYTES);
        int id = header.getShort(2);
        assertThat(KNOWN).contains(id);
        assertThat(id).isEqualTo(expectedId);
        assertThat(header.get(4)).isZero();
        ByteBuffer packet = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        packet.put(header.array()).put(in.readNBytes(length - 5)).flip();
        assertThat(packet.limit()).isEqualTo(length);
        return packet;
    }

    /** The text of a {@code char[size]}: up to its NUL, which has to be there. */
    public static String untilNul(ByteBuffer packet, int from, int size) {
        int length = 0;
        while (packet.get(from + length) != 0) {
            length++;
        }
        assertThat(length).isLessThan(size);
        return text(packet, from, length);
    }

    public static String text(ByteBuffer packet, int from, int length) {
        byte[] text = new byte[length];
        packet.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
