package io.onesend.chat.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.network.packet.EncodedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomUserListNotifyTest {

    @ParameterizedTest
    @CsvSource({
        // 32-byte ids take 41 bytes each: 24 of them fit 1,024 with the 6 in front, 25 do not.
        "32,   24, 1",
        "32,   25, 2",
        "32,   48, 2",
        "32,   49, 3",
        "32, 1000, 42",
        // 1-byte ids take 10: the bytes allow 101, the protocol 100.
        "1,   100, 1",
        "1,   101, 2",
        "1,   200, 2",
        "1,   201, 3"
    })
    void listsARoomInAsFewPacketsAsItsUsersNeed(int idBytes, int users, int packets) {
        List<User> room = users(users, "a".repeat(idBytes));
        List<RoomUserListNotify> listing = RoomUserListNotify.listing(room);
        assertThat(listing).hasSize(packets).allSatisfy(RoomUserListNotifyTest::assertFits);
        assertThat(addedUp(listing)).isEqualTo(room);
    }

    @Test
    void fillsAPacketToTheLastByteAndNotBeyond() {
        // 23 ids of 32 bytes leave 1024 - 6 - 23 * 41 = 75 bytes, which are two users with 57 bytes of id between them.
        List<User> room = new ArrayList<>(users(23, "a".repeat(32)));
        room.add(new User(24, "b".repeat(32)));
        room.add(new User(25, "b".repeat(25)));
        List<RoomUserListNotify> exact = RoomUserListNotify.listing(room);
        assertThat(exact).hasSize(1);
        try (EncodedPacket encoded = ChatProtocol.serverRegistry().encode(exact.get(0))) {
            assertThat(encoded.length()).isEqualTo(1024);
        }
        room.set(24, new User(25, "b".repeat(26)));
        assertThat(RoomUserListNotify.listing(room)).hasSize(2);
    }

    @Test
    void countsBytesOfUtf8AndNotCharacters() {
        // 10 characters of 3 bytes: 39 bytes a user, 26 fit.
        List<RoomUserListNotify> listing = RoomUserListNotify.listing(users(27, "방".repeat(10)));
        assertThat(listing).hasSize(2).allSatisfy(RoomUserListNotifyTest::assertFits);
        assertThat(listing.get(0).users()).hasSize(26);
    }

    @Test
    void nobodyIsListedInNoPacket() {
        assertThat(RoomUserListNotify.listing(List.of())).isEmpty();
    }

    private static void assertFits(RoomUserListNotify packet) {
        assertThat(packet.users()).hasSizeBetween(1, 100);
        try (EncodedPacket encoded = ChatProtocol.serverRegistry().encode(packet)) {
            assertThat(encoded.length()).isLessThanOrEqualTo(1024);
        }
    }

    private static List<User> users(int count, String id) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new User(i, id)).toList();
    }

    private static List<User> addedUp(List<RoomUserListNotify> listing) {
        return listing.stream().flatMap(part -> part.users().stream()).toList();
    }
}
