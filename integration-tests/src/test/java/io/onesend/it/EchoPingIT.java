package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets 1 to 3 of content-chat/README.md, and the half-closed connection of its "Order". */
class EchoPingIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 4_091})
    void anEchoComesBackAsItWent(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) i;
        }
        try (RawClient client = chat.connect()) {
            client.send(Wire.echo(body));
            assertThat(client.next().bytes()).isEqualTo(Wire.echo(body));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, -2, 32_767, -32_768})
    void aPongCarriesTheNumberOfItsPing(int number) {
        try (RawClient client = chat.connect()) {
            client.send(Wire.ping(number));
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(number);
        }
    }

    @Test
    void bothAreAnsweredBeforeALoginAndInARoom() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.echo((byte) 1), Wire.ping(1));
            client.next(Wire.DEV_ECHO);
            client.next(Wire.PONG);
            client.login(chat.account(), chat.password()).enter(chat.room());

            client.send(Wire.echo((byte) 2), Wire.ping(2));

            assertThat(client.next(Wire.DEV_ECHO).body()).containsExactly(2);
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(2);
        }
    }

    @Test
    void aHalfClosedClientGetsEveryAnswerAndThenTheEnd() {
        int packets = 2_000;
        try (RawClient client = chat.connect()) {
            for (int i = 0; i < packets; i++) {
                client.send(Wire.ping(i));
            }
            client.shutdownOutput();

            for (int i = 0; i < packets; i++) {
                assertThat(client.next(Wire.PONG).i16()).isEqualTo(i);
            }
            client.expectClosed();
        }
    }

    @Test
    void aHalfClosedClientGetsAnswersThatHadToWaitForALogin() {
        String id = chat.account();
        int room = chat.room();
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(id, chat.password()), Wire.enter(room), Wire.chat("bye"), Wire.leave())
                    .shutdownOutput();

            client.expect(Wire.LOGIN_RESPONSE, 0).expect(Wire.ROOM_ENTER_RESPONSE, 0);
            client.next(Wire.ROOM_USER_LIST_NOTIFY);
            client.expect(Wire.ROOM_CHAT_RESPONSE, 0);
            assertThat(client.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("bye");
            client.expect(Wire.ROOM_LEAVE_RESPONSE, 0).expectClosed();
        }
    }

    @Test
    void aClientThatHalfClosesAtOnceIsClosed() {
        try (RawClient client = chat.connect()) {
            client.shutdownOutput().expectClosed();
        }
    }
}
