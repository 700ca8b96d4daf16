package io.onesend.it.speed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.onesend.it.harness.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The packets that the hand-written server sends, each encoded into a buffer of the allocator, which the caller owns. */
final class ByHandPackets {

    private static final int HEADER_BYTES = 5;
    private static final int MOST_LISTED_USERS = 100;
    private static final int MOST_LIST_BYTES = 1_024;

    private ByHandPackets() {}

    static ByteBuf result(ByteBufAllocator allocator, int id, int result) {
        return packet(allocator, id, 2).writeShortLE(result);
    }

    static ByteBuf newUser(ByteBufAllocator allocator, ByHandUser user) {
        byte[] name = utf8(user);
        ByteBuf packet = packet(allocator, Wire.ROOM_NEW_USER_NOTIFY, listedBytes(name));
        return listed(packet, user, name);
    }

    static ByteBuf leftUser(ByteBufAllocator allocator, ByHandUser user) {
        return packet(allocator, Wire.ROOM_LEAVE_USER_NOTIFY, 8).writeLongLE(user.uniqueId());
    }

    /** As many as it takes: at most 100 users and 1,024 bytes each. */
    static List<ByteBuf> userLists(ByteBufAllocator allocator, Collection<ByHandUser> users) {
        List<ByteBuf> lists = new ArrayList<>();
        List<ByHandUser> next = new ArrayList<>();
        int bytes = HEADER_BYTES + 1;
        for (ByHandUser user : users) {
            int more = listedBytes(utf8(user));
            if (next.size() == MOST_LISTED_USERS || bytes + more > MOST_LIST_BYTES) {
                lists.add(userList(allocator, next, bytes));
                next.clear();
                bytes = HEADER_BYTES + 1;
            }
            next.add(user);
            bytes += more;
        }
        lists.add(userList(allocator, next, bytes));
        return lists;
    }

    private static ByteBuf userList(ByteBufAllocator allocator, List<ByHandUser> users, int bytes) {
        ByteBuf packet = packet(allocator, Wire.ROOM_USER_LIST_NOTIFY, bytes - HEADER_BYTES)
                .writeByte(users.size());
        users.forEach(user -> listed(packet, user, utf8(user)));
        return packet;
    }

    /** @param message a {@code char[257]} as it was received */
    static ByteBuf chat(ByteBufAllocator allocator, ByHandUser user, ByteBuf message) {
        return packet(allocator, Wire.ROOM_CHAT_NOTIFY, Wire.ID_BYTES + Wire.MESSAGE_BYTES)
                .writeBytes(user.field())
                .writeBytes(message);
    }

    private static ByteBuf packet(ByteBufAllocator allocator, int id, int bodyBytes) {
        int bytes = HEADER_BYTES + bodyBytes;
        return allocator.buffer(bytes).writeShortLE(bytes).writeShortLE(id).writeByte(0);
    }

    private static int listedBytes(byte[] name) {
        return 8 + 1 + name.length;
    }

    private static ByteBuf listed(ByteBuf packet, ByHandUser user, byte[] name) {
        return packet.writeLongLE(user.uniqueId()).writeByte(name.length).writeBytes(name);
    }

    private static byte[] utf8(ByHandUser user) {
        return user.name().getBytes(StandardCharsets.UTF_8);
    }
}
