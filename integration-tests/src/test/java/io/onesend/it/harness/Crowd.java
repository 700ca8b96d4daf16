package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Many clients on the calling thread: a selector, and a member for each connection. */
public final class Crowd implements AutoCloseable {

    private static final long SELECT_MILLIS = 20;

    private final Selector selector = Selector.open();
    private final List<CrowdMember> members = new ArrayList<>();
    private final List<CrowdRoom> rooms = new ArrayList<>();
    private final String prefix;

    /** Connects {@code size} clients and spreads them over {@code roomCount} rooms; their ids start with the prefix. */
    public Crowd(InetSocketAddress address, int size, int roomCount, String prefix) throws IOException {
        this.prefix = prefix;
        for (int room = 0; room < roomCount; room++) {
            rooms.add(new CrowdRoom(room));
        }
        for (int i = 0; i < size; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            CrowdMember member = new CrowdMember(i, rooms.get(i % roomCount), channel);
            channel.register(selector, SelectionKey.OP_READ, member);
            members.add(member);
        }
    }

    public List<CrowdMember> members() {
        return members;
    }

    public List<CrowdRoom> rooms() {
        return rooms;
    }

    public String id(CrowdMember member) {
        return prefix + "-" + member.number;
    }

    /** What a member asks for. */
    @FunctionalInterface
    public interface Request {
        byte[] of(CrowdMember member);
    }

    /** Every member asks, and all are answered before this returns; the silence is that of {@link #until}. */
    public void all(Request request, int responseId, Duration silence) throws IOException {
        for (CrowdMember member : members) {
            member.request(request.of(member), responseId);
        }
        until(CrowdMember::isAnswered, silence);
    }

    public void chat(CrowdMember member, String text) throws IOException {
        member.room.sent(id(member), text);
        member.request(Wire.chat(text), Wire.ROOM_CHAT_RESPONSE);
    }

    /**
     * Reads until this holds for every member.
     *
     * @param silence how long nothing may come: what takes its time on a busy machine still comes
     */
    public void until(Predicate<CrowdMember> done, Duration silence) throws IOException {
        long taken = packetsTaken();
        long since = System.nanoTime();
        while (!members.stream().allMatch(done)) {
            turn();
            long now = packetsTaken();
            if (now > taken) {
                taken = now;
                since = System.nanoTime();
            }
            assertThat(System.nanoTime() - since)
                    .as(
                            "time in which nothing came, after %d packets; %d members are not done",
                            taken, members.stream().filter(done.negate()).count())
                    .isLessThan(silence.toNanos());
        }
    }

    private long packetsTaken() {
        return members.stream().mapToLong(CrowdMember::packetsTaken).sum();
    }

    /** Reads available data, waiting a moment at the most. */
    public void turn() throws IOException {
        selector.select(
                key -> {
                    try {
                        CrowdMember member = (CrowdMember) key.attachment();
                        member.read();
                        if (!member.isClosed()) {
                            member.write();
                        }
                    } catch (IOException broken) {
                        throw new AssertionError("a connection of the crowd broke", broken);
                    }
                },
                SELECT_MILLIS);
    }

    @Override
    public void close() throws IOException {
        for (CrowdMember member : members) {
            member.close();
        }
        selector.close();
    }
}
