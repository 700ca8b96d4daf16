package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;

/** One of many connections that a {@link Crowd}'s thread serves: its buffers, and what it has heard. */
public final class CrowdMember {

    private static final int RECEIVE_BYTES = 16 * 1024;

    public final int number;
    public final CrowdRoom room;
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(RECEIVE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private final Deque<Integer> awaited = new ArrayDeque<>();

    /** How many of the room's messages have reached this member. */
    private int heard;

    private long packetsTaken;

    private int newUsers;
    private int leftUsers;
    private int listed;
    private boolean closed;

    CrowdMember(int number, CrowdRoom room, SocketChannel channel) {
        this.number = number;
        this.room = room;
        this.channel = channel;
    }

    /** Sends a request; the answer of this id has to come with result 0. */
    public void request(byte[] packet, int responseId) throws IOException {
        awaited.add(responseId);
        unsent.add(ByteBuffer.wrap(packet));
        write();
    }

    public boolean isAnswered() {
        return awaited.isEmpty();
    }

    public int heard() {
        return heard;
    }

    long packetsTaken() {
        return packetsTaken;
    }

    public int newUsers() {
        return newUsers;
    }

    public int leftUsers() {
        return leftUsers;
    }

    public int listed() {
        return listed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** What does not fit the socket waits for the next call; requests are small and few, so it seldom happens. */
    void write() throws IOException {
        while (!unsent.isEmpty()) {
            channel.write(unsent.peek());
            if (unsent.peek().hasRemaining()) {
                return;
            }
            unsent.remove();
        }
    }

    void read() throws IOException {
        if (channel.read(received) < 0) {
            closed = true;
            channel.close();
            return;
        }
        received.flip();
        while (received.remaining() >= 5 && received.remaining() >= (received.getShort(received.position()) & 0xffff)) {
            byte[] packet = new byte[received.getShort(received.position()) & 0xffff];
            received.get(packet);
            take(new Packet(packet));
        }
        received.compact();
    }

    private void take(Packet packet) {
        packetsTaken++;
        switch (packet.id()) {
            case Wire.ROOM_CHAT_NOTIFY -> {
                room.heard(heard, packet.sender(), packet.message());
                heard++;
            }
            case Wire.ROOM_NEW_USER_NOTIFY -> newUsers++;
            case Wire.ROOM_LEAVE_USER_NOTIFY -> leftUsers++;
            case Wire.ROOM_USER_LIST_NOTIFY -> listed += packet.users().size();
            default -> {
                assertThat(packet.id()).as("next answer of member %d", number).isEqualTo(awaited.poll());
                assertThat(packet.i16())
                        .as("result of %d for member %d", packet.id(), number)
                        .isZero();
            }
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
