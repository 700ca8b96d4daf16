package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.WebSocketClient;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's one port, for the JDK's WebSocket and the course's plain client at once. */
class ChatWebSocketIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start("network.idle-timeout=2s");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void chatsWithThePlainClientInOneRoom() throws IOException {
        int room = chat.room();
        String plainId = chat.account();
        String webId = chat.account();
        try (CourseClient plain = new CourseClient(chat.server().address());
                WebSocketClient web = WebSocketClient.connect(chat.server().address())) {
            web.member(webId, chat.password(), room);
            plain.expectResult(CourseClient.login(plainId, chat.password()), Wire.LOGIN_RESPONSE, 0);
            plain.expectResult(CourseClient.enter(room), Wire.ROOM_ENTER_RESPONSE, 0);
            plain.read(Wire.ROOM_USER_LIST_NOTIFY);
            web.next(Wire.ROOM_NEW_USER_NOTIFY);

            web.send(Wire.chat("안녕")).expectGranted(Wire.ROOM_CHAT_RESPONSE);
            byte[] atWeb = web.next(Wire.ROOM_CHAT_NOTIFY).bytes();
            ByteBuffer atPlain = plain.read(Wire.ROOM_CHAT_NOTIFY);
            assertThat(atWeb).isEqualTo(atPlain.array());

            plain.expectResult(CourseClient.chat("hello"), Wire.ROOM_CHAT_RESPONSE, 0);
            byte[] answered = plain.read(Wire.ROOM_CHAT_NOTIFY).array();
            assertThat(web.next(Wire.ROOM_CHAT_NOTIFY).bytes())
                    .isEqualTo(answered)
                    .isNotEqualTo(atWeb);
        }
    }

    /** Its answers to pings count, so that it is there for longer than a session may be silent. */
    @Test
    void aBrowserThatOnlyListensIsNotIdle() {
        int room = chat.room();
        try (WebSocketClient listening =
                WebSocketClient.connect(chat.server().address()).member(chat.account(), chat.password(), room)) {
            // Two sessions are closed for their silence, one after the other, which both began after the one that
            // listens.
            for (int silence = 0; silence < 2; silence++) {
                try (RawClient silent = chat.connect()) {
                    silent.assertQuiet().expectClosed();
                }
            }
            try (WebSocketClient other =
                    WebSocketClient.connect(chat.server().address()).member(chat.account(), chat.password(), room)) {
                listening.next(Wire.ROOM_NEW_USER_NOTIFY);
                other.send(Wire.chat("still there?")).expectGranted(Wire.ROOM_CHAT_RESPONSE);
                listening.next(Wire.ROOM_CHAT_NOTIFY);
            }
        }
    }

    @Test
    void aRequestForAnythingElseIsAnswered() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + chat.server().port() + "/ws"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Sec-WebSocket-Version")).contains("13");
    }

    @Test
    void theLogSaysWhichDoorsAreOpen() {
        assertThat(chat.server().log()).anyMatch(line -> line.contains("doors: plain, websocket at /ws; no TLS"));
    }

    @Test
    void withThePlainDoorAloneARequestIsAPacketLikeAnyOther() throws IOException {
        try (ChatFixture plain = ChatFixture.start("network.doors=plain");
                CourseClient client = new CourseClient(plain.server().address())) {
            assertThat(plain.server().log()).anyMatch(line -> line.contains("doors: plain; no TLS"));
            client.echo();
            assertThatThrownBy(() -> WebSocketClient.connect(plain.server().address()))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
