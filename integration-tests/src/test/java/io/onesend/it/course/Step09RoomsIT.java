package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.TestRedis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Step 9, rooms: to enter, to leave, and to chat in one. In the course, a room sends its notify to each user in turn, a copy for
 * each. Here a room encodes it once and every member's queue takes a reference. All rooms belong to the logic thread, so all members
 * see one order. The clients are the course's own, on the real server; the user list and the notifies of users that come
 * and go are packets that the client knows and the course's server leaves out.
 *
 * <p>To read: {@link io.onesend.chat.room.Room}, {@link io.onesend.chat.room.RoomDirectory},
 * {@link io.onesend.chat.room.RoomHandler}.
 */
class Step09RoomsIT {

    @Test
    void twoClientsMeetInARoomChatAndPart() throws IOException {
        try (ChatFixture chat = ChatFixture.start();
                CourseClient alice = new CourseClient(chat.server().address());
                CourseClient bob = new CourseClient(chat.server().address())) {
            int room = chat.room();
            String aliceId = account(chat, "앨리스");
            String bobId = account(chat, "bob");
            alice.expectResult(CourseClient.login(aliceId, chat.password()), 202, 0);
            bob.expectResult(CourseClient.login(bobId, chat.password()), 202, 0);

            alice.expectResult(CourseClient.enter(room), 207, 0);
            assertThat(alice.read(209).get(5)).isEqualTo((byte) 1);
            bob.expectResult(CourseClient.enter(room), 207, 0);
            ByteBuffer list = bob.read(209);
            assertThat(list.get(5)).isEqualTo((byte) 2);
            assertThat(list.get(6 + 8))
                    .as("a count the client reads as a signed byte")
                    .isPositive();

            ByteBuffer newUser = alice.read(208);
            long bobsUniqueId = newUser.getLong(5);
            assertThat(CourseClient.text(newUser, 14, newUser.get(13))).isEqualTo(bobId);

            bob.expectResult(CourseClient.chat("안녕, 방!"), 222, 0);
            for (CourseClient client : List.of(alice, bob)) {
                ByteBuffer notify = client.read(223);
                assertThat(notify.limit() - 5).as("body of a 223").isEqualTo(290);
                assertThat(CourseClient.untilNul(notify, 5, 33)).isEqualTo(bobId);
                assertThat(CourseClient.untilNul(notify, 38, 257)).isEqualTo("안녕, 방!");
            }

            bob.expectResult(CourseClient.leave(), 216, 0);
            assertThat(alice.read(217).getLong(5)).isEqualTo(bobsUniqueId);
            alice.expectResult(CourseClient.leave(), 216, 0);
        }
    }

    private static String account(ChatFixture chat, String name) {
        String id = TestRedis.unique() + name;
        chat.redis().plaintext(id, chat.password());
        return id;
    }
}
