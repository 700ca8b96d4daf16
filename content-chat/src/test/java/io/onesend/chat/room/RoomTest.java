package io.onesend.chat.room;

import static io.onesend.chat.packet.ResultCode.ENTER_ROOM_FULL_USER;
import static io.onesend.chat.packet.ResultCode.ENTER_ROOM_INVALID_USER_STATUS;
import static io.onesend.chat.packet.ResultCode.ENTER_ROOM_NOT_FINDE_USER;
import static io.onesend.chat.packet.ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX;
import static io.onesend.chat.packet.ResultCode.NONE;
import static io.onesend.chat.packet.ResultCode.ROOM_INVALID_INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.network.DisconnectReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who enters, who leaves, and who is told. */
class RoomTest {

    @Test
    void aNewcomerGetsTheAnswerThenTheListInOrderOfEntryAndTheOthersGetTheNewcomer() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.loggedIn("alice");
            FakeSession bob = chat.loggedIn("bob");
            FakeSession carol = chat.loggedIn("carol");
            bob.receive(new RoomEnterRequest(3));
            assertThat(bob.takeSent())
                    .containsExactly(new RoomEnterResponse(NONE), new RoomUserListNotify(List.of(new User(2, "bob"))));
            carol.receive(new RoomEnterRequest(3));
            bob.takeSent();
            carol.takeSent();
            alice.receive(new RoomEnterRequest(3));
            assertThat(alice.takeSent())
                    .containsExactly(
                            new RoomEnterResponse(NONE),
                            new RoomUserListNotify(
                                    List.of(new User(2, "bob"), new User(3, "carol"), new User(1, "alice"))));
            assertThat(bob.takeSent()).containsExactly(new RoomNewUserNotify(1, "alice"));
            assertThat(carol.takeSent()).containsExactly(new RoomNewUserNotify(1, "alice"));
        }
    }

    @Test
    void listsALargeRoomInPacketsThatFitTheClientsBuffer() {
        try (ChatFixture chat = new ChatFixture(Configs.rooms(0, 1, 300))) {
            List<User> expected = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String id = String.format("%032d", i);
                chat.inRoom(id, 0);
                expected.add(new User(i + 1, id));
            }
            FakeSession last = chat.loggedIn("x");
            expected.add(new User(61, "x"));
            last.receive(new RoomEnterRequest(0));
            assertThat(last.sentBytes()).allSatisfy(bytes -> assertThat(bytes).hasSizeLessThanOrEqualTo(1024));
            List<User> listed = new ArrayList<>();
            last.takeSent().forEach(packet -> {
                if (packet instanceof RoomUserListNotify list) {
                    listed.addAll(list.users());
                }
            });
            assertThat(listed).isEqualTo(expected);
        }
    }

    @Test
    void refusesToEnterInTheOrderNotLoggedInThenInARoomThenNoSuchRoomThenFull() {
        try (ChatFixture chat = new ChatFixture(Configs.rooms(0, 2, 1))) {
            FakeSession stranger = chat.connect();
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.loggedIn("bob");

            stranger.receive(new RoomEnterRequest(99), new RoomEnterRequest(0));
            assertThat(stranger.takeSent())
                    .containsExactly(
                            new RoomEnterResponse(ENTER_ROOM_NOT_FINDE_USER),
                            new RoomEnterResponse(ENTER_ROOM_NOT_FINDE_USER));

            alice.receive(new RoomEnterRequest(99), new RoomEnterRequest(0), new RoomEnterRequest(1));
            assertThat(alice.takeSent()).hasSize(3).containsOnly(new RoomEnterResponse(ENTER_ROOM_INVALID_USER_STATUS));

            bob.receive(new RoomEnterRequest(2), new RoomEnterRequest(0));
            assertThat(bob.takeSent())
                    .containsExactly(
                            new RoomEnterResponse(ROOM_INVALID_INDEX), new RoomEnterResponse(ENTER_ROOM_FULL_USER));
            assertThat(alice.takeSent()).as("nobody hears of a refused enter").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 9, 13, 0})
    void roomsAreOnlyThoseThatTheConfigurationNumbers(int number) {
        try (ChatFixture chat = new ChatFixture(Configs.rooms(10, 3, 5))) {
            FakeSession session = chat.loggedIn("alice");
            session.receive(new RoomEnterRequest(number));
            assertThat(session.takeSent()).containsExactly(new RoomEnterResponse(ROOM_INVALID_INDEX));
        }
    }

    @Test
    void theFirstAndTheLastRoomExistAndAreTwo() {
        try (ChatFixture chat = new ChatFixture(Configs.rooms(Integer.MAX_VALUE - 1, 2, 5))) {
            FakeSession alice = chat.inRoom("alice", Integer.MAX_VALUE - 1);
            chat.inRoom("bob", Integer.MAX_VALUE);
            assertThat(alice.takeSent()).isEmpty();
            assertThat(chat.server.statistics().roomsInUse()).isEqualTo(2);
        }
    }

    @Test
    void aLeaverGetsTheAnswerAndTheOthersGetTheLeaver() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            FakeSession elsewhere = chat.inRoom("carol", 1);
            alice.takeSent();
            alice.receive(new RoomLeaveRequest());
            assertThat(alice.takeSent()).containsExactly(new RoomLeaveResponse(NONE));
            assertThat(bob.takeSent()).containsExactly(new RoomLeaveUserNotify(1));
            assertThat(elsewhere.takeSent()).isEmpty();

            bob.receive(new RoomChatRequest("alone"));
            assertThat(alice.takeSent()).as("who left hears nothing more").isEmpty();
        }
    }

    @Test
    void whoLeftMayEnterAgainAndKeepsTheNumberAndComesLastInTheList() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            chat.inRoom("bob", 0);
            alice.takeSent();
            alice.receive(new RoomLeaveRequest(), new RoomLeaveRequest(), new RoomEnterRequest(0));
            assertThat(alice.takeSent())
                    .containsExactly(
                            new RoomLeaveResponse(NONE),
                            new RoomLeaveResponse(LEAVE_ROOM_INVALID_ROOM_INDEX),
                            new RoomEnterResponse(NONE),
                            new RoomUserListNotify(List.of(new User(2, "bob"), new User(1, "alice"))));
        }
    }

    @Test
    void leavingWhileInNoRoomIsRefused() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession session = chat.loggedIn("alice");
            session.receive(new RoomLeaveRequest());
            assertThat(session.takeSent()).containsExactly(new RoomLeaveResponse(LEAVE_ROOM_INVALID_ROOM_INDEX));
        }
    }

    @Test
    void aLostConnectionIsALeaveForTheOthersAndMakesItsPlaceFree() {
        try (ChatFixture chat = new ChatFixture(Configs.rooms(0, 1, 2))) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            alice.takeSent();
            bob.hangUp();
            assertThat(alice.takeSent()).containsExactly(new RoomLeaveUserNotify(2));
            assertThat(chat.server.statistics().roomsInUse()).isOne();
            chat.inRoom("carol", 0);
            assertThat(alice.takeSent()).containsExactly(new RoomNewUserNotify(3, "carol"));
        }
    }

    @Test
    void anEmptyRoomIsNotInUse() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            assertThat(chat.server.statistics().roomsInUse()).isOne();
            alice.receive(new RoomLeaveRequest());
            assertThat(chat.server.statistics().roomsInUse()).isOne();
            bob.hangUp();
            assertThat(chat.server.statistics().roomsInUse()).isZero();
        }
    }

    @Test
    void aUniqueIdIsNeverGivenAgain() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            for (long expected = 1; expected <= 3; expected++) {
                FakeSession session = chat.loggedIn("alice");
                session.receive(new RoomEnterRequest(0));
                assertThat(session.takeSent()).contains(new RoomUserListNotify(List.of(new User(expected, "alice"))));
                session.hangUp();
            }
        }
    }

    @Test
    void aMemberWhoIsClosedByTheMessageThatIsOneTooManyLeavesAfterIt() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession slow = chat.inRoom("slow", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            alice.takeSent();
            slow.takeSent();
            slow.closeAtSend(1);
            alice.receive(new RoomChatRequest("hello"), new RoomChatRequest("again"));
            assertThat(slow.ended()).isEqualTo(DisconnectReason.SEND_LIMIT);
            assertThat(bob.takeSent())
                    .as("every other member hears everything, and of the end after what was under way")
                    .containsExactly(
                            new RoomChatNotify("alice", "hello"),
                            new RoomChatNotify("alice", "again"),
                            new RoomLeaveUserNotify(2));
            assertThat(alice.takeSent())
                    .containsExactly(
                            new RoomChatResponse(NONE),
                            new RoomChatNotify("alice", "hello"),
                            new RoomChatResponse(NONE),
                            new RoomChatNotify("alice", "again"),
                            new RoomLeaveUserNotify(2));
            assertThat(chat.server.statistics().users()).isEqualTo(2);
        }
    }

    @Test
    void aNewcomerWhoIsClosedByItsOwnListIsGoneForTheOthersToo() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession newcomer = chat.loggedIn("newcomer");
            newcomer.closeAtSend(2);
            newcomer.receive(new RoomEnterRequest(0));
            assertThat(alice.takeSent())
                    .containsExactly(new RoomNewUserNotify(2, "newcomer"), new RoomLeaveUserNotify(2));
        }
    }

    @Test
    void aSecondLoginIsRefusedInARoomWithoutLeavingIt() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            alice.receive(new LoginRequest("alice", ChatFixture.PASSWORD), new RoomChatRequest("still here"));
            assertThat(bob.takeSent()).containsExactly(new RoomChatNotify("alice", "still here"));
        }
    }
}
