package io.onesend.it.speed.doors;

import io.onesend.it.harness.Wire;
import io.onesend.it.speed.cluster.WebSocketMember;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection through a door, with one answer of the server. It ends with a reset, so that no port waits. */
final class DoorClient implements Closeable {

    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final byte[] QUESTION = Wire.ping(1);

    private final Socket socket;

    /** Connects, is upgraded where the door needs that, and waits for an answer. */
    DoorClient(Kind kind, InetSocketAddress server) throws IOException {
        socket = kind.isTls() ? DoorTls.connect(server) : new Socket(server.getAddress(), server.getPort());
        socket.setSoLinger(true, 0);
        socket.setTcpNoDelay(true);
        if (kind.isWebSocket()) {
            askWebSocket();
        } else {
            socket.getOutputStream().write(QUESTION);
            readPacket();
        }
    }

    private void askWebSocket() throws IOException {
        socket.getOutputStream().write(WebSocketMember.UPGRADE.getBytes(StandardCharsets.US_ASCII));
        int end = 0;
        while (end != END_OF_HEAD) {
            end = end << Byte.SIZE | in().readUnsignedByte();
        }
        socket.getOutputStream().write(Wire.concat(WebSocketMember.header(QUESTION.length), QUESTION));
        // The header of the answer, which is short.
        in().readUnsignedShort();
        readPacket();
    }

    private void readPacket() throws IOException {
        int length = in().readUnsignedByte() | in().readUnsignedByte() << Byte.SIZE;
        in().readFully(new byte[length - 2]);
    }

    /** It keeps nothing. */
    private DataInputStream in() throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
