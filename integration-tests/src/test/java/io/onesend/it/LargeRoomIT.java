package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As content-chat/README.md has it: a 209 holds at most 100 users and fits 1,024 bytes; a larger room is listed in several. */
class LargeRoomIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start("chat.rooms.max-users=150");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void longUserIdsAreListedInSeveralNotifiesThatFitTheClientsBuffer() {
        String prefix = TestRedis.unique();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add((prefix + "-" + i + "-" + "x".repeat(32)).substring(0, 32));
        }

        List<Packet> lists = lastOnesLists(ids, chat.room());

        // 41 bytes a user: 24 of them in 1,024 bytes.
        assertThat(lists).hasSize(3);
        assertListed(lists, ids);
    }

    @Test
    void shortUserIdsAreAtMostAHundredInANotify() {
        // 91 of one byte and then 9 of two are 100 users in 1,015 bytes; with one more it would be 1,026.
        List<String> ids = new ArrayList<>();
        for (char id = '!'; id <= '~'; id++) {
            if ("*,>".indexOf(id) < 0) {
                ids.add(String.valueOf(id));
            }
        }
        for (int i = 0; i < 30; i++) {
            ids.add(Character.toString(0x100 + i));
        }

        List<Packet> lists = lastOnesLists(ids, chat.room());

        assertThat(lists.get(0).users()).hasSize(100);
        assertListed(lists, ids);
    }

    private List<Packet> lastOnesLists(List<String> ids, int room) {
        List<RawClient> members = new ArrayList<>();
        for (String id : ids) {
            chat.redis().plaintext(id, chat.password());
            members.add(chat.login(id));
        }
        RawClient last = members.get(members.size() - 1);
        for (RawClient member : members.subList(0, members.size() - 1)) {
            member.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
        }

        last.send(Wire.enter(room), Wire.ping(1)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
        List<Packet> lists = new ArrayList<>();
        for (Packet packet = last.next(); packet.id() == Wire.ROOM_USER_LIST_NOTIFY; packet = last.next()) {
            lists.add(packet);
        }
        members.forEach(RawClient::close);
        return lists;
    }

    private static void assertListed(List<Packet> lists, List<String> ids) {
        assertThat(lists).allSatisfy(list -> {
            assertThat(list.length()).isLessThanOrEqualTo(1_024);
            assertThat(list.users()).hasSizeBetween(1, 100);
        });
        assertThat(lists.stream().flatMap(list -> list.users().stream()).map(Packet.User::userId))
                .containsExactlyElementsOf(ids);
    }
}
