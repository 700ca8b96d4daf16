package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.Resource;
import io.onesend.it.harness.SharedBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's table of packets, in the browser, against packets that neither side made. */
@ExtendWith(SharedBrowser.class)
class ChatPageProtocolIT {

    private static ChatFixture chat;
    private static ChatPage page;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
        page = ChatPage.inEnglish().load(chat.server().address());
        page.evaluate(Resource.text("/page/vectors.js"));
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
        if (chat != null) {
            chat.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/packets.json", "/cluster-packets.json"})
    void everyPacketIsWrittenAndReadAsItsVectorSays(String file) {
        int vectors = new JsonMapper().readTree(Resource.text(file)).size();
        JsonNode result = page.evaluate("tryVectors(" + quoted(Resource.text(file)) + ")");
        assertThat(result.path("tried").asInt()).isEqualTo(vectors);
        assertThat(result.path("wrong")).as("%s", result.path("wrong")).isEmpty();
    }

    @Test
    void aVectorThatIsAnotherIsFound() {
        String planted = Resource.text("/packets.json").replace("0700ca00000000", "0700ca00000100");
        assertThat(page.evaluate("tryVectors(" + quoted(planted) + ")").path("wrong"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0700ca000000, a header of a longer packet, the length in the header is another one",
        "0600ca000000, a result of one byte, the packet is too short",
        "0800ca0000000000, a byte too many, the packet is too long",
        "0700ca00010000, a type, a packet of a type that is not defined",
        "1200d00000010000000000000009626f62aa, a text beyond the end, the packet is too short",
        "1100d00000010000000000000003ff6f62, not UTF-8, a text that is not UTF-8",
    })
    void whatIsNotAPacketIsRefused(String hex, String what, String problem) {
        assertThat(page.evaluate("tryDecode('" + hex + "')").asString())
                .as(what)
                .isEqualTo(problem);
    }

    @Test
    void aPacketOfALaterVersionIsPassedOver() {
        assertThat(page.evaluate("tryDecode('06000f270007')").asString()).isEqualTo("unknown");
    }

    private static String quoted(String text) {
        return new JsonMapper().writeValueAsString(text);
    }
}
