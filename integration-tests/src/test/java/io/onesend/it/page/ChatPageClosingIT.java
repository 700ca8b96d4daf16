package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.Resource;
import io.onesend.it.harness.SharedBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the page does at each end of a connection. The ends come from a WebSocket of the test's own, in place of the browser's. */
@ExtendWith(SharedBrowser.class)
class ChatPageClosingIT {

    private static ChatFixture chat;
    private static String fakeSocket;

    private ChatPage page;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
        fakeSocket = Resource.text("/page/fake-socket.js");
    }

    @AfterAll
    static void stop() {
        if (chat != null) {
            chat.close();
        }
    }

    @BeforeEach
    void enterARoom() {
        page = ChatPage.inEnglish();
        page.page().runFirst(fakeSocket);
        page.load(chat.server().address()).signIn("alice", "pw").waitFor("#room");
        page.write("#room", "7")
                .waitFor(".primary:enabled")
                .click(".card .primary")
                .waitFor("#message:focus");
    }

    @AfterEach
    void close() {
        page.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1008, kicked, You were removed from the chat by an operator.",
        "1000, logged-in-elsewhere, You have signed in elsewhere.",
        "1002, a frame, The server did not understand this page.",
        "1007, a packet, The server did not understand this page.",
    })
    void thesePagesWaitForTheirUser(int code, String reason, String words) {
        end(code, reason);
        page.waitForLink("ended").waitForText(".notice", words);
        assertThat(connections()).as("the page does not connect by itself").isEqualTo(1);

        page.click(".notice button").waitForLink("on").waitForText("h2", "Room 7");
        assertThat(connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1012, server-stopping, 5, 30, The server stops or starts anew.",
        "1013, server-send-limit, 5, 30, The server is overloaded.",
        "1006, '', 0, 1, The connection was lost.",
        "1008, rate-limit, 0, 1, Write more slowly.",
        "1011, a-fault, 0, 1, The connection was lost.",
    })
    void thesePagesComeBackByThemselves(int code, String reason, int least, int most, String words) {
        // Timers of the page stand still, so that what it waits for can be read.
        page.evaluate("window.waits = [], window.setTimeout = (task, millis) => window.waits.push(millis)");
        end(code, reason);
        page.waitForLink("waiting").waitForText(".notice", words);
        // Drawing has a timer too, of a tenth of a second.
        assertThat(page.evaluate("Math.max(...waits.filter(Number.isFinite)) / 1000")
                        .asDouble())
                .isBetween((double) least, (double) most);
        assertThat(page.texts(".link")).singleElement().asString().matches("Connecting again in \\d+ s");
    }

    @Test
    void theWaitDoublesUntilHalfAMinute() {
        JsonNode waits = page.evaluate(
                "import('/backoff.js').then(({backoff}) => [1, 2, 3, 4, 5, 6, 7, 8, 99].map(n => backoff(n, () =>"
                        + " 0)))");
        assertThat(waits.toString()).isEqualTo("[500,1000,2000,4000,8000,16000,20000,20000,20000]");
        JsonNode longest =
                page.evaluate("import('/backoff.js').then(({backoff}) => [1, 2, 99].map(n => backoff(n, () => 1)))");
        assertThat(longest.toString()).isEqualTo("[750,1500,30000]");
    }

    @Test
    void anUnansweredMessageIsKeptAndSaysThatNobodyKnows() {
        page.write("#message", "lost?").waitFor(".composer .primary:enabled").click(".composer .primary");
        page.waitFor("[data-fate=sending]");
        end(1006, "");
        page.waitFor("[data-fate=unsure]").waitForLink("on");
        page.waitForText(".gap", "What was said until now is missing here.");
        page.waitFor(".choice button:enabled").click(".choice button").waitFor("[data-fate=sending]");
        assertThat(page.texts("[data-fate] .text")).containsExactly("lost?");
    }

    @Test
    void whenTheNetworkIsBackThePageConnectsAtOnce() {
        page.page().offline(true);
        end(1012, "server-stopping");
        page.waitForLink("waiting").waitForText(".notice", "This device has no network.");
        page.page().offline(false);
        page.waitForLink("on");
        assertThat(page.evaluate("(sockets[1].opened - window.endedAt) / 1000").asDouble())
                .as("seconds; of itself it waits for 5 or more")
                .isLessThan(5);
    }

    @Test
    void aServerThatDoesNotAnswerIsTakenForLost() {
        page.evaluate("window.isSilent = true");
        page.evaluate("window.realTimeout = window.setTimeout");
        // The page asks when its user looks at it again.
        page.evaluate("window.setTimeout = (task, millis) => realTimeout(task, millis === 15000 ? 0 : millis)");
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        page.waitForText(".notice", "The server has not answered.");
        assertThat(page.evaluate("sockets[0].closedByPage").asInt()).isEqualTo(4001);
    }

    private void end(int code, String reason) {
        page.evaluate("window.endedAt = Date.now(), sockets.at(-1).end(%d, '%s')".formatted(code, reason));
    }

    private int connections() {
        return page.evaluate("sockets.length").asInt();
    }
}
