package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.Wire;
import io.onesend.load.show.browser.Key;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** People who chat on the page: alice at a desk, in English, and 홍길동 on a telephone, in Korean. */
@ExtendWith(SharedBrowser.class)
class ChatPageIT {

    private static final String KOREAN = "홍길동";

    private static final JsonMapper JSON = new JsonMapper();

    private static ChatFixture chat;

    private int room;
    private ChatPage alice;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
        chat.redis().plaintext("alice", chat.password());
        chat.redis().plaintext(KOREAN, chat.password());
    }

    @AfterAll
    static void stop() {
        if (chat != null) {
            chat.close();
        }
    }

    @BeforeEach
    void open() {
        room = chat.room();
        alice = ChatPage.inEnglish().load(chat.server().address());
    }

    @AfterEach
    void signOutAndLookForComplaints() {
        if (alice.evaluate("document.querySelector('.link') !== null").asBoolean()) {
            alice.click(".bar > button:last-of-type").waitFor("#user");
        }
        alice.evaluate("localStorage.clear()");
        List<String> complaints = alice.page().complaints();
        alice.close();
        assertThat(complaints).as("what the browser says about the page").isEmpty();
    }

    @Test
    void twoChatInEnglishAndInKorean() {
        alice.signIn("alice", chat.password()).enter(room);
        try (ChatPage other = ChatPage.inKorean().load(chat.server().address())) {
            other.signIn(KOREAN, chat.password()).enter(room);
            alice.waitForText(".event", "has entered").waitForText(".members li", KOREAN);
            other.waitForText("summary", "참여자 2명");

            alice.say("hello, is anybody here?");
            other.waitForMessages("hello, is anybody here?").say("안녕하세요! 🙂");
            alice.waitForMessages("hello, is anybody here?", "안녕하세요! 🙂");
            other.waitForMessages("hello, is anybody here?", "안녕하세요! 🙂");

            assertThat(alice.texts(".said.own .text")).containsExactly("hello, is anybody here?");
            assertThat(other.texts(".said.own .text")).containsExactly("안녕하세요! 🙂");
            assertThat(other.evaluate("document.documentElement.lang").asString())
                    .isEqualTo("ko");
            assertThat(other.page().complaints()).isEmpty();
        }
        alice.waitForText(".event", "has left").waitForText("summary", "Members: 1");
    }

    @Test
    void aClientOfTheCourseAndThePageHearEachOther() {
        alice.signIn("alice", chat.password()).enter(room);
        try (RawClient other = chat.member(room)) {
            other.chat("over plain TCP");
            alice.waitForMessages("over plain TCP").say("over a WebSocket");
            assertThat(other.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("over a WebSocket");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndTheRightOneLetsIn() {
        alice.signIn("alice", "wrong").waitForText("[role=alert]", "the password or token is wrong");
        alice.signIn("alice", chat.password()).waitFor("#room");
    }

    @Test
    void aRoomThatDoesNotExistIsRefused() {
        alice.signIn("alice", chat.password()).waitFor("#room");
        // Past what the field itself would let through.
        alice.evaluate("document.querySelector('form').noValidate = true");
        alice.write("#room", "100000").press(Key.ENTER).waitForText(".notice", "There is no such room.");
    }

    @Test
    void whatOthersWriteIsShownAndNeverRun() {
        String markup = "<img src=x onerror=\"window.caught=1\"><script>window.caught=1</script>";
        String turned = "abc\u202edef\u2066\u0007";
        alice.signIn("alice", chat.password()).enter(room);
        try (RawClient other = chat.member(room)) {
            other.chat(markup);
            other.chat(turned);
            alice.waitForMessages(markup, "abc\\u202edef\\u2066\\u0007");
            assertThat(alice.evaluate("window.caught === undefined").asBoolean())
                    .isTrue();
            assertThat(alice.evaluate("document.querySelectorAll('.log img, .log script').length")
                            .asInt())
                    .isZero();
        }
    }

    /** An id has no '>', but the markup behind a name would bring one. */
    @Test
    void whatOthersAreCalledIsShownAndNeverRun() {
        String self = "<img/src=x/onerror=caught=1//";
        String other = "<svg/onload=caught=1//";
        String quoted = "\"onfocus=\"caught=1\"autofocus=\"";
        List.of(self, other, quoted).forEach(id -> chat.redis().plaintext(id, chat.password()));
        alice.signIn(self, chat.password()).waitForText("form p", self).enter(room);
        try (RawClient one = chat.login(other);
                RawClient two = chat.login(quoted)) {
            for (RawClient client : List.of(one, two)) {
                client.enter(room);
                client.chat("hello");
            }
            alice.waitForMessages("hello", "hello").say("from me").waitForMessages("hello", "hello", "from me");
            assertThat(alice.texts(".members bdi")).containsExactly(self, other, quoted);
            assertThat(alice.texts(".who bdi")).containsExactly(other, quoted, "you");
        }
        for (String gone : List.of(other, quoted)) {
            alice.waitUntil("[...document.querySelectorAll('.event')].some(({textContent}) => textContent.includes("
                    + "%s) && textContent.includes('has left'))".formatted(JSON.writeValueAsString(gone)));
        }
        assertThat(alice.evaluate("window.caught === undefined").asBoolean()).isTrue();
        assertThat(alice.evaluate("document.querySelectorAll('main :is(img, svg, script, [autofocus])').length")
                        .asInt())
                .isZero();
    }

    @Test
    void theBytesLeftAreThoseOfTheProtocolAndWhatIsTooLongIsNotSent() {
        alice.signIn("alice", chat.password()).enter(room);
        alice.write("#message", "가".repeat(85)).waitForText("#message-left", "1 bytes left");
        alice.write("#message", "가".repeat(86)).waitForText("#message-left", "Too long by 2 bytes");
        alice.press(Key.ENTER);
        assertThat(alice.evaluate("document.querySelector('#message').value.length")
                        .asInt())
                .as("what is too long stays in the field")
                .isEqualTo(86);
        alice.say("m".repeat(256)).waitForMessages("m".repeat(256));
    }

    @Test
    void anEnterThatEndsACompositionDoesNotSend() {
        alice.signIn("alice", chat.password()).enter(room);
        alice.write("#message", "안녕하세");
        alice.page().compose("요");
        alice.press(Key.ENTER_IN_COMPOSITION);
        alice.page().insert("요");
        assertThat(alice.evaluate("document.querySelector('#message').value").asString())
                .isEqualTo("안녕하세요");
        assertThat(alice.messages()).isEmpty();
        alice.waitFor(".composer .primary:enabled").press(Key.ENTER).waitForMessages("안녕하세요");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        alice.waitUntil("document.activeElement.id === 'user'").page().insert("alice");
        alice.press(Key.TAB)
                .waitUntil("document.activeElement.id === 'secret'")
                .page()
                .insert(chat.password());
        alice.press(Key.ENTER).waitUntil("document.activeElement.id === 'room'");
        alice.evaluate("document.activeElement.select()");
        alice.page().insert(String.valueOf(room));
        alice.waitFor(".primary:enabled").press(Key.ENTER).waitUntil("document.activeElement.id === 'message'");
        alice.waitFor(".members li").page().insert("one");
        alice.press(Key.SHIFT_ENTER).page().insert("two");
        alice.waitFor(".composer .primary:enabled").press(Key.ENTER).waitForMessages("one\ntwo");
        alice.page().insert("by the button");
        alice.waitFor(".composer .primary:enabled").press(Key.TAB);
        assertThat(alice.evaluate("document.activeElement.textContent.trim()").asString())
                .isEqualTo("Send");
        alice.press(Key.SPACE).waitForMessages("one\ntwo", "by the button");
    }

    @Test
    void theLanguageCanBeChosenAndIsKept() {
        alice.click("[lang=ko]").waitForText("h2", "로그인");
        alice.load(chat.server().address()).waitForText("h2", "로그인");
        alice.click(".languages [lang=en]").waitForText("h2", "Sign in");
    }

    @Test
    void whoLeavesCanEnterAnotherRoomAndForgetsTheFirst() {
        alice.signIn("alice", chat.password()).enter(room).say("in the first").waitForMessages("in the first");
        alice.click(".room-bar button").enter(chat.room());
        assertThat(alice.messages()).isEmpty();
    }

    @Test
    void theRoundTripIsShown() {
        alice.signIn("alice", chat.password())
                .waitUntil("/^Connected, \\d+ ms$/.test(document.querySelector('.link')?.textContent)");
    }
}
