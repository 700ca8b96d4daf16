package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Bad input" of content-chat/README.md, and the lengths of its packets. */
class BadInputIT {

    private static final int MAX_FRAME = 4_096;
    private static final int UNKNOWN_LIMIT = 100;

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    static Stream<Arguments> rulesBroken() {
        byte[] noNul = new byte[33];
        Arrays.fill(noNul, (byte) 'a');
        byte[] noNulInMessage = new byte[257];
        Arrays.fill(noNulInMessage, (byte) 'm');
        return Stream.of(
                Arguments.of("PacketLength 0", Wire.raw(0, Wire.PING, 0, Wire.i16(1))),
                Arguments.of("PacketLength 4", Wire.raw(4, Wire.PING, 0, new byte[0])),
                Arguments.of(
                        "PacketLength one above the maximum", Wire.raw(MAX_FRAME + 1, Wire.DEV_ECHO, 0, new byte[0])),
                Arguments.of("PacketLength 65,535", Wire.raw(65_535, Wire.DEV_ECHO, 0, new byte[0])),
                Arguments.of("the maximum exceeded by an unknown id", Wire.raw(MAX_FRAME + 1, 999, 0, new byte[0])),
                Arguments.of("Type 1", Wire.raw(7, Wire.PING, 1, Wire.i16(1))),
                Arguments.of("Type 128", Wire.raw(7, Wire.PING, 128, Wire.i16(1))),
                Arguments.of("Type 2 of an echo", Wire.raw(5, Wire.DEV_ECHO, 2, new byte[0])),
                Arguments.of("Type 4 of an unknown id", Wire.raw(5, 999, 4, new byte[0])),
                Arguments.of("PING one short", Wire.packet(Wire.PING, new byte[1])),
                Arguments.of("PING one over", Wire.packet(Wire.PING, new byte[3])),
                Arguments.of("201 one short", Wire.packet(Wire.LOGIN_REQUEST, new byte[65])),
                Arguments.of("201 one over", Wire.packet(Wire.LOGIN_REQUEST, new byte[67])),
                Arguments.of("201 without a body", Wire.packet(Wire.LOGIN_REQUEST)),
                Arguments.of("206 one short", Wire.packet(Wire.ROOM_ENTER_REQUEST, new byte[3])),
                Arguments.of("206 one over", Wire.packet(Wire.ROOM_ENTER_REQUEST, new byte[5])),
                Arguments.of("215 one over", Wire.packet(Wire.ROOM_LEAVE_REQUEST, new byte[1])),
                Arguments.of("221 one short", Wire.packet(Wire.ROOM_CHAT_REQUEST, new byte[256])),
                Arguments.of("221 one over", Wire.packet(Wire.ROOM_CHAT_REQUEST, new byte[258])),
                Arguments.of("UserID without NUL", Wire.packet(Wire.LOGIN_REQUEST, noNul, new byte[33])),
                Arguments.of("UserPW without NUL", Wire.packet(Wire.LOGIN_REQUEST, Wire.chars(33, "a"), noNul)),
                Arguments.of("Message without NUL", Wire.packet(Wire.ROOM_CHAT_REQUEST, noNulInMessage)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesBroken")
    void aProtocolErrorClosesTheSessionAtOnceAndNobodyElseNotices(String what, byte[] packet) {
        try (RawClient other = chat.connect();
                RawClient client = chat.connect()) {
            client.send(packet);

            client.expectClosed();
            other.assertQuiet();
        }
    }

    @Test
    void aProtocolErrorShowsInTheLogAndInTheMetrics() {
        double before = protocolErrors();
        // Lines of one kind are limited in a second, and the other tests of this class may have used them up.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (RawClient client = chat.connect()) {
                client.send(Wire.raw(7, Wire.PING, 64, Wire.i16(1))).expectClosed();
            }
            return chat.server().log().stream().anyMatch(line -> line.matches(".*protocol-error.*\\b64\\b.*"));
        });

        assertThat(protocolErrors()).isGreaterThan(before);
        assertThat(chat.server().log())
                .as("a line each, no stack trace")
                .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    }

    private static double protocolErrors() {
        return chat.server().admin().metricOrZero(Metrics.DISCONNECTS, "protocol-error");
    }

    @Test
    void whatFollowsAProtocolErrorIsNotAnswered() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.raw(7, Wire.PING, 1, Wire.i16(1)), Wire.ping(2));
            client.expectClosed();
        }
    }

    @Test
    void aProtocolErrorInsideARoomIsALeaveToTheOthers() {
        int room = chat.room();
        try (RawClient other = chat.member(room);
                RawClient client = chat.user()) {
            client.enter(room);
            long uniqueId = other.next(Wire.ROOM_NEW_USER_NOTIFY).uniqueId();

            client.send(Wire.packet(Wire.ROOM_LEAVE_REQUEST, new byte[1]));
            client.expectClosed();

            assertThat(other.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(uniqueId);
            other.assertQuiet();
        }
    }

    @Test
    void aPacketOfExactlyTheMaximumIsAnswered() {
        byte[] longest = Wire.echo(new byte[MAX_FRAME - 5]);
        try (RawClient client = chat.connect()) {
            client.send(longest);
            assertThat(client.next().bytes()).isEqualTo(longest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 10, 200, 203, 224, 999, 32_768, 65_535})
    void anUnknownIdIsIgnored(int id) {
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(id), Wire.packet(id, new byte[100])).assertQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 20, 29, 30})
    void anIdOfTheOriginalServersOwnEventsIsAsAnUnknownId(int id) {
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(id, new byte[4])).assertQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 202, 207, 208, 209, 216, 217, 222, 223})
    void aServerToClientIdIsAsAnUnknownId(int id) {
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(id, new byte[2])).assertQuiet();
        }
    }

    @Test
    void unknownIdsAreCounted() {
        double before = chat.server().admin().metricOrZero(Metrics.UNKNOWN_PACKETS);
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(999), Wire.packet(11), Wire.packet(223)).assertQuiet();
        }

        assertThat(chat.server().admin().metric(Metrics.UNKNOWN_PACKETS)).isEqualTo(before + 3);
    }

    @Test
    void moreUnknownIdsThanAllowedAreAProtocolError() {
        double before = protocolErrors();
        try (RawClient client = chat.connect()) {
            for (int i = 0; i < UNKNOWN_LIMIT; i++) {
                client.send(Wire.packet(999));
            }
            client.assertQuiet();

            client.send(Wire.packet(11)).expectClosed();
        }
        assertThat(chat.server()
                        .awaitLog("protocol-error.*unknown", Duration.ofSeconds(5))
                        .group())
                .isNotEmpty();
    }

    @Test
    void aRestWithoutEndIsDroppedWithItsConnection() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.ping(1), new byte[] {7, 0, 2}).shutdownOutput();

            assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
            client.expectClosed();
        }
    }
}
