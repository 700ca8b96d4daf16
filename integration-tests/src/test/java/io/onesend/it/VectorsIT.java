package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Vectors;
import io.onesend.it.harness.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code packets.json} against the server, in both directions: a client's packet is sent as the vector's bytes, a server's packet
 * has to be the vector's bytes. The server chooses unique ids: they replace the vector's.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VectorsIT {

    /** Sent where Redis is down: {@link RedisOutageIT} compares it. */
    private static final String BACKEND_UNAVAILABLE = "LOGIN_RESPONSE backend unavailable";

    private static final Vectors VECTORS = new Vectors();

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start("chat.rooms.max-users=2");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEV_ECHO", "DEV_ECHO empty"})
    void echo(String name) {
        try (RawClient client = chat.connect()) {
            client.send(VECTORS.bytes(name));
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex(name));
        }
    }

    @Test
    void pingAndPong() {
        try (RawClient client = chat.connect()) {
            client.send(VECTORS.bytes("PING"));
            assertThat(client.next(Wire.PONG).i16())
                    .isEqualTo(VECTORS.fields("PING").get("number").asInt());

            client.send(Wire.ping(VECTORS.fields("PONG").get("number").asInt()));
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex("PONG"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN_REQUEST", "LOGIN_REQUEST longest", "LOGIN_REQUEST Korean"})
    void loginRequests(String name) {
        chat.redis()
                .plaintext(
                        VECTORS.fields(name).get("userId").asString(),
                        VECTORS.fields(name).get("password").asString());
        try (RawClient client = chat.connect()) {
            assertThat(client.answerOnceFree(VECTORS.bytes(name)).hex()).isEqualTo(VECTORS.hex("LOGIN_RESPONSE ok"));
        }
    }

    @Test
    void wrongPassword() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(chat.account(), "wrong"));
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex("LOGIN_RESPONSE wrong password"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOM_ENTER_REQUEST 0", "ROOM_ENTER_REQUEST 9"})
    void enterRequestsOfRoomsThatAreThere(String name) {
        try (RawClient client = chat.user()) {
            client.send(VECTORS.bytes(name)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOM_ENTER_REQUEST -1", "ROOM_ENTER_REQUEST 2147483647"})
    void enterRequestsOfRoomsThatAreNot(String name) {
        try (RawClient client = chat.user()) {
            client.send(VECTORS.bytes(name)).expect(Wire.ROOM_ENTER_RESPONSE, 61);
        }
    }

    @Test
    void fullRoom() {
        try (RawClient first = chat.member(20);
                RawClient second = chat.member(20);
                RawClient third = chat.user()) {
            third.send(Wire.enter(20));
            assertThat(third.next().hex()).isEqualTo(VECTORS.hex("ROOM_ENTER_RESPONSE full"));
            first.next(Wire.ROOM_NEW_USER_NOTIFY);
            second.assertQuiet();
        }
    }

    @Test
    void newUserNotifyWithTheServersUniqueId() {
        String bob = VECTORS.fields("ROOM_NEW_USER_NOTIFY").get("userId").asString();
        chat.redis().plaintext(bob, chat.password());
        try (RawClient other = chat.member(21);
                RawClient client = chat.login(bob)) {
            long uniqueId = client.enter(21).get(1).uniqueId();

            assertThat(other.next().hex()).isEqualTo(VECTORS.hexWithUniqueId("ROOM_NEW_USER_NOTIFY", 5, uniqueId));
        }
    }

    @Test
    void userListNotifyWithTheServersUniqueIds() {
        String name = "ROOM_USER_LIST_NOTIFY";
        String alice = VECTORS.fields(name).get("users").get(0).get(1).asString();
        String gildong = VECTORS.fields(name).get("users").get(1).get(1).asString();
        chat.redis().plaintext(alice, chat.password());
        chat.redis()
                .plaintext(
                        gildong,
                        VECTORS.fields("LOGIN_REQUEST Korean").get("password").asString());
        try (RawClient first = chat.login(alice);
                RawClient second = chat.connect()) {
            assertThat(second.answerOnceFree(VECTORS.bytes("LOGIN_REQUEST Korean"))
                            .i16())
                    .isZero();
            first.enter(22);
            second.send(Wire.enter(22)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
            Packet list = second.next();

            List<Packet.User> users = list.users();
            byte[] expected = VECTORS.bytes(name);
            System.arraycopy(uniqueId(users.get(0)), 0, expected, 6, 8);
            System.arraycopy(uniqueId(users.get(1)), 0, expected, 6 + 9 + alice.length(), 8);
            assertThat(list.bytes()).isEqualTo(expected);
        }
    }

    private static byte[] uniqueId(Packet.User user) {
        return ByteBuffer.allocate(8)
                .putLong(Long.reverseBytes(user.uniqueId()))
                .array();
    }

    @Test
    void leave() {
        try (RawClient other = chat.member(23);
                RawClient client = chat.user()) {
            client.send(VECTORS.bytes("ROOM_LEAVE_REQUEST"));
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex("ROOM_LEAVE_RESPONSE"));

            long uniqueId = client.enter(23).get(1).uniqueId();
            other.next(Wire.ROOM_NEW_USER_NOTIFY);
            client.send(VECTORS.bytes("ROOM_LEAVE_REQUEST")).expect(Wire.ROOM_LEAVE_RESPONSE, 0);

            assertThat(other.next().hex()).isEqualTo(VECTORS.hexWithUniqueId("ROOM_LEAVE_USER_NOTIFY", 5, uniqueId));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOM_CHAT_REQUEST", "ROOM_CHAT_REQUEST longest"})
    void chatRequests(String name) {
        try (RawClient client = chat.member(24)) {
            client.send(VECTORS.bytes(name)).expect(Wire.ROOM_CHAT_RESPONSE, 0);
            assertThat(client.next(Wire.ROOM_CHAT_NOTIFY).message())
                    .isEqualTo(VECTORS.fields(name).get("message").asString());
        }
    }

    @Test
    void chatResponse() {
        try (RawClient client = chat.user()) {
            client.send(Wire.chat("in no room"));
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex("ROOM_CHAT_RESPONSE"));
        }
    }

    @Test
    void chatNotify() {
        String alice = VECTORS.fields("ROOM_CHAT_NOTIFY").get("userId").asString();
        chat.redis().plaintext(alice, chat.password());
        try (RawClient client = chat.login(alice)) {
            client.enter(25);
            client.send(Wire.chat(
                            VECTORS.fields("ROOM_CHAT_NOTIFY").get("message").asString()))
                    .expect(Wire.ROOM_CHAT_RESPONSE, 0);
            assertThat(client.next().hex()).isEqualTo(VECTORS.hex("ROOM_CHAT_NOTIFY"));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyVectorWasUsed() {
        assertThat(VECTORS.unused()).isEqualTo(Set.of(BACKEND_UNAVAILABLE));
    }
}
