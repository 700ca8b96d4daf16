package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat by content-chat/README.md: 221 to 223, their order and results. */
class RoomChatIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void theSenderGets222AndThenEveryMemberTheSenderIncluded223() {
        int room = chat.room();
        String aliceId = chat.account();
        try (RawClient alice = chat.login(aliceId);
                RawClient bob = chat.user()) {
            alice.enter(room);
            bob.enter(room);
            alice.next(Wire.ROOM_NEW_USER_NOTIFY);

            alice.send(Wire.chat("hello")).expect(Wire.ROOM_CHAT_RESPONSE, 0);

            for (RawClient member : List.of(alice, bob)) {
                Packet notify = member.next(Wire.ROOM_CHAT_NOTIFY);
                assertThat(notify.sender()).isEqualTo(aliceId);
                assertThat(notify.message()).isEqualTo("hello");
                member.assertQuiet();
            }
        }
    }

    @Test
    void whoIsInAnotherRoomOrInNoneHearsNothing() {
        try (RawClient alice = chat.member(chat.room());
                RawClient elsewhere = chat.member(chat.room());
                RawClient nowhere = chat.user();
                RawClient anonymous = chat.connect()) {
            alice.chat("hello");

            elsewhere.assertQuiet();
            nowhere.assertQuiet();
            anonymous.assertQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "hello, 방!", "홍길동 씨, 안녕하세요?", "🙂", " ", "tab\tand\nline"})
    void aMessageArrivesAsItWasSent(String message) {
        int room = chat.room();
        try (RawClient alice = chat.member(room)) {
            assertThat(alice.chat(message).message()).isEqualTo(message);
        }
    }

    @Test
    void theLongestMessageFitsInAsciiAndInKorean() {
        try (RawClient alice = chat.member(chat.room())) {
            String ascii = "m".repeat(256);
            String korean = "방".repeat(85) + "!";
            assertThat(alice.chat(ascii).message()).isEqualTo(ascii);
            assertThat(alice.chat(korean).message()).isEqualTo(korean);
        }
    }

    @Test
    void whatFollowsTheNulOfAMessageIsNotPassedOn() {
        byte[] message = Wire.chars(257, "short");
        for (int i = 6; i < message.length; i++) {
            message[i] = (byte) 0xee;
        }
        try (RawClient alice = chat.member(chat.room())) {
            alice.send(Wire.packet(Wire.ROOM_CHAT_REQUEST, message)).expect(Wire.ROOM_CHAT_RESPONSE, 0);

            // message() also asserts that zeros follow.
            assertThat(alice.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("short");
        }
    }

    @Test
    void chatInNoRoomAndBeforeALoginIsRefusedWith81() {
        try (RawClient anonymous = chat.connect();
                RawClient user = chat.user()) {
            anonymous
                    .send(Wire.chat("hello"))
                    .expect(Wire.ROOM_CHAT_RESPONSE, 81)
                    .assertQuiet();
            user.send(Wire.chat("hello")).expect(Wire.ROOM_CHAT_RESPONSE, 81).assertQuiet();
        }
    }

    @Test
    void anEmptyMessageAndOneThatIsNotUtf8AreRefusedWith82AndReachNobody() {
        int room = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.member(room)) {
            alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            for (byte[] message : List.of(
                    Wire.field(257),
                    Wire.field(257, 'a', 0xff),
                    Wire.field(257, 0xed, 0x99),
                    Wire.field(257, 0, 'a'))) {
                alice.send(Wire.packet(Wire.ROOM_CHAT_REQUEST, message)).expect(Wire.ROOM_CHAT_RESPONSE, 82);
            }
            alice.assertQuiet();
            bob.assertQuiet();
        }
    }

    @Test
    void allMembersSeeOneRoomsMessagesInTheSameOrder() {
        int room = chat.room();
        int members = 8;
        int messages = 40;
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            clients.add(chat.user());
        }
        clients.forEach(client -> client.enter(room));
        for (int m = 0; m < messages; m++) {
            for (int c = 0; c < members; c++) {
                clients.get(c).send(Wire.chat(c + ":" + m));
            }
        }

        List<List<String>> heard = clients.stream()
                .map(client -> heardBy(client, members * messages))
                .toList();

        assertThat(heard.get(0)).doesNotHaveDuplicates();
        assertThat(heard).allSatisfy(list -> assertThat(list).isEqualTo(heard.get(0)));
        for (int c = 0; c < members; c++) {
            String sender = c + ":";
            assertThat(heard.get(0).stream().filter(message -> message.startsWith(sender)))
                    .as("messages of one sender")
                    .containsExactlyElementsOf(IntStream.range(0, messages)
                            .mapToObj(m -> sender + m)
                            .toList());
        }
        clients.forEach(RawClient::close);
    }

    private static List<String> heardBy(RawClient client, int messages) {
        List<String> heard = new ArrayList<>();
        int answers = 0;
        while (heard.size() < messages) {
            Packet packet = client.next();
            switch (packet.id()) {
                case Wire.ROOM_CHAT_NOTIFY -> heard.add(packet.message());
                case Wire.ROOM_CHAT_RESPONSE -> {
                    assertThat(packet.i16()).isZero();
                    answers++;
                }
                default -> assertThat(packet.id()).isEqualTo(Wire.ROOM_NEW_USER_NOTIFY);
            }
        }
        client.assertQuiet();
        assertThat(answers).isEqualTo(40);
        return heard;
    }
}
