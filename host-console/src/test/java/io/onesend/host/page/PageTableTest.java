package io.onesend.host.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How the port serves the page to chat from. */
class PageTableTest {

    private static final ChatConfig CHAT = new ChatConfig(
            true,
            100,
            Duration.ZERO,
            LoginMode.TOKEN,
            false,
            new ChatConfig.Rooms(7, 13, 10),
            new ChatConfig.Rate(50, 100),
            100,
            new ChatConfig.LoginThrottle(10, 100, Duration.ofMinutes(1)));

    private final WebPages pages = ChatPage.of(CHAT, "/w\"s\\");

    private WebPage page(String path) {
        return Objects.requireNonNull(pages.pages().get(path), path);
    }

    @Test
    void everyFileOfTheFolderIsServed() {
        assertThat(ChatPage.FILES).containsExactlyInAnyOrderElementsOf(PageFiles.CHAT.names());
        assertThat(pages.pages().keySet()).isEqualTo(ChatPage.paths()).hasSize(ChatPage.FILES.size() + 1);
        for (String file : PageFiles.CHAT.names()) {
            String path = file.equals("index.html") ? "/" : "/" + file;
            assertThat(page(path).bytes()).as(file).isEqualTo(PageFiles.CHAT.bytes(file));
        }
    }

    @Test
    void theTypesAreThoseThatABrowserAsksFor() {
        assertThat(page("/").contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page("/main.js").contentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(page("/style.css").contentType()).isEqualTo("text/css; charset=utf-8");
        assertThat(page("/icon.svg").contentType()).isEqualTo("image/svg+xml");
        assertThat(page("/ko.json").contentType()).isEqualTo("application/json");
    }

    @Test
    void thePageKnowsTheServer() {
        String config = new String(page("/config.json").bytes(), StandardCharsets.UTF_8);

        assertThat(new JsonMapper().readValue(config, Object.class))
                .isEqualTo(Map.of(
                        "websocket",
                        "/w\"s\\",
                        "login",
                        "token",
                        "rooms",
                        Map.of("first", 7, "count", 13),
                        "maxMessageBytes",
                        256,
                        "maxUserIdBytes",
                        32));
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndIsInNoOtherPage() {
        assertThat(pages.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(pages.headers())
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Cache-Control", "no-cache");
    }
}
