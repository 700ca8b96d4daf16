package io.onesend.chat.room;

import static io.onesend.chat.packet.ResultCode.CHAT_INVALID_MESSAGE;
import static io.onesend.chat.packet.ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER;
import static io.onesend.chat.packet.ResultCode.NONE;
import static io.onesend.chat.packet.ResultCode.ROOM_TOO_MANY_PACKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomChatTest {

    @Test
    void theSenderGetsTheAnswerFirstAndThenEveryoneInTheRoomTheMessageTheSenderToo() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            FakeSession carol = chat.inRoom("carol", 1);
            alice.takeSent();
            bob.receive(new RoomChatRequest("hello, 방!"));
            assertThat(bob.takeSent())
                    .containsExactly(new RoomChatResponse(NONE), new RoomChatNotify("bob", "hello, 방!"));
            assertThat(alice.takeSent()).containsExactly(new RoomChatNotify("bob", "hello, 방!"));
            assertThat(carol.takeSent()).isEmpty();
            assertThat(chat.server.statistics().messages()).isOne();
            assertThat(chat.server.statistics().deliveries()).isEqualTo(2);
        }
    }

    @Test
    void allMembersSeeTheMessagesInTheSameOrder() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            FakeSession carol = chat.inRoom("carol", 0);
            List.of(alice, bob, carol).forEach(FakeSession::takeSent);
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? alice : bob).receive(new RoomChatRequest("m" + i));
            }
            List<ServerPacket> heard = carol.takeSent();
            assertThat(heard).hasSize(20);
            for (FakeSession other : List.of(alice, bob)) {
                assertThat(other.takeSent())
                        .filteredOn(packet -> packet instanceof RoomChatNotify)
                        .isEqualTo(heard);
            }
        }
    }

    @Test
    void theLongestIdAndMessageFitOneNotify() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession session = chat.inRoom("a".repeat(32), 0);
            session.receive(new RoomChatRequest("m".repeat(256)));
            assertThat(session.sentBytes().get(1)).hasSize(295);
            assertThat(session.takeSent())
                    .containsExactly(new RoomChatResponse(NONE), new RoomChatNotify("a".repeat(32), "m".repeat(256)));
        }
    }

    @Test
    void refusesInTheOrderInNoRoomThenNoMessageThenTooFast() {
        try (ChatFixture chat = new ChatFixture(Configs.rate(1, 1))) {
            FakeSession outside = chat.loggedIn("outside");
            outside.receive(new RoomChatRequest(""), new RoomChatRequest("hello"));
            assertThat(outside.takeSent()).hasSize(2).containsOnly(new RoomChatResponse(CHAT_ROOM_INVALID_ROOM_NUMBER));

            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            alice.takeSent();
            // A refused message takes nothing off the rate: the third is the first that counts.
            assertThat(say(alice, "")).isEqualTo(CHAT_INVALID_MESSAGE);
            assertThat(say(alice, null)).isEqualTo(CHAT_INVALID_MESSAGE);
            assertThat(say(alice, "one")).isEqualTo(NONE);
            assertThat(say(alice, "")).isEqualTo(CHAT_INVALID_MESSAGE);
            assertThat(say(alice, "two")).isEqualTo(ROOM_TOO_MANY_PACKET);
            assertThat(bob.takeSent()).containsExactly(new RoomChatNotify("alice", "one"));
        }
    }

    @Test
    void aSessionMayChatItsBurstAtOnceAndThenAtItsRate() {
        try (ChatFixture chat = new ChatFixture(Configs.rate(10, 3))) {
            FakeSession alice = chat.inRoom("alice", 0);
            FakeSession bob = chat.inRoom("bob", 0);
            for (int i = 0; i < 3; i++) {
                assertThat(say(alice, "burst")).isEqualTo(NONE);
            }
            assertThat(say(alice, "over")).isEqualTo(ROOM_TOO_MANY_PACKET);
            assertThat(say(bob, "mine")).as("each session has its own rate").isEqualTo(NONE);

            chat.pass(Duration.ofMillis(99));
            assertThat(say(alice, "early")).isEqualTo(ROOM_TOO_MANY_PACKET);
            chat.pass(Duration.ofMillis(1));
            assertThat(say(alice, "due")).isEqualTo(NONE);
            assertThat(say(alice, "over")).isEqualTo(ROOM_TOO_MANY_PACKET);

            chat.pass(Duration.ofDays(365));
            for (int i = 0; i < 3; i++) {
                assertThat(say(alice, "burst")).isEqualTo(NONE);
            }
            assertThat(say(alice, "over")).isEqualTo(ROOM_TOO_MANY_PACKET);
            assertThat(chat.server.statistics().rateLimited()).isEqualTo(4);
            assertThat(chat.server.statistics().messages()).isEqualTo(8);
        }
    }

    @Test
    void leavingAndEnteringAgainDoesNotRefillTheRate() {
        try (ChatFixture chat = new ChatFixture(Configs.rate(1, 1))) {
            FakeSession alice = chat.inRoom("alice", 0);
            assertThat(say(alice, "one")).isEqualTo(NONE);
            alice.receive(new RoomLeaveRequest(), new RoomEnterRequest(0));
            alice.takeSent();
            assertThat(say(alice, "two")).isEqualTo(ROOM_TOO_MANY_PACKET);
        }
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        try (ChatFixture chat = new ChatFixture(Configs.rate(0, 0))) {
            FakeSession alice = chat.inRoom("alice", 0);
            for (int i = 0; i < 1000; i++) {
                assertThat(say(alice, "again")).isEqualTo(NONE);
            }
        }
    }

    private static ResultCode say(FakeSession session, String message) {
        session.takeSent();
        session.receive(new RoomChatRequest(message));
        return ((RoomChatResponse) session.takeSent().get(0)).result();
    }
}
