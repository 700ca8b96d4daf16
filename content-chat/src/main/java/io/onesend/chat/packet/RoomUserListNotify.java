package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Some of the users of a room, in order of entry; a client adds up all that it gets. */
public record RoomUserListNotify(List<User> users) implements ServerPacket {

    /** A user as the list shows it. */
    public record User(long userUniqueId, String userId) {}

    /** The client's buffer has space for packets of this many bytes, and for this many users. */
    static final int MAX_PACKET_BYTES = 1024;

    static final int MAX_USERS = 100;

    private static final int BYTES_WITHOUT_USERS = 5 + 1;

    private static final int BYTES_OF_USER_WITHOUT_ID = 8 + 1;

    public static final PacketCodec<RoomUserListNotify> CODEC =
            PacketCodec.of(RoomUserListNotify::read, RoomUserListNotify::write);

    public RoomUserListNotify {
        users = List.copyOf(users);
    }

    /** Lists a room in as many packets as its users need; none for no users. */
    public static List<RoomUserListNotify> listing(List<User> users) {
        List<RoomUserListNotify> packets = new ArrayList<>();
        int from = 0;
        int bytes = BYTES_WITHOUT_USERS;
        for (int i = 0; i < users.size(); i++) {
            int added = BYTES_OF_USER_WITHOUT_ID + users.get(i).userId().getBytes(StandardCharsets.UTF_8).length;
            if (i - from == MAX_USERS || bytes + added > MAX_PACKET_BYTES) {
                packets.add(new RoomUserListNotify(users.subList(from, i)));
                from = i;
                bytes = BYTES_WITHOUT_USERS;
            }
            bytes += added;
        }
        if (from < users.size()) {
            packets.add(new RoomUserListNotify(users.subList(from, users.size())));
        }
        return packets;
    }

    private static RoomUserListNotify read(PacketReader body) {
        int count = body.u8();
        List<User> users = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            users.add(new User(body.i64(), TextFields.text8FromServer(body)));
        }
        return new RoomUserListNotify(users);
    }

    private static void write(RoomUserListNotify packet, PacketWriter body) {
        if (packet.users.size() > MAX_USERS) {
            throw new IllegalArgumentException(packet.users.size() + " users in one list");
        }
        body.u8(packet.users.size());
        for (User user : packet.users) {
            body.i64(user.userUniqueId());
            body.text8(user.userId());
        }
    }
}
