package io.onesend.host.page;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page to chat from, as the chat's port serves it: its files, and what they need to know of this server. */
public final class ChatPage {

    private static final String INDEX = "index.html";
    private static final String CONFIG_PATH = "/config.json";
    private static final String JSON = "application/json";

    /** The files. The first one is at the path /, and each of the others at its name. */
    static final List<String> FILES = List.of(
            INDEX,
            "admission.js",
            "app.js",
            "backoff.js",
            "bytes.js",
            "chatscreen.js",
            "closing.js",
            "composer.js",
            "connection.js",
            "en.json",
            "frame.js",
            "htm-preact.js",
            "icon.svg",
            "ko.json",
            "linkstate.js",
            "lobbyscreen.js",
            "main.js",
            "memberlist.js",
            "messagelog.js",
            "outbox.js",
            "page.css",
            "pendinglist.js",
            "place.js",
            "protocol.js",
            "results.js",
            "room.js",
            "safetext.js",
            "session.js",
            "signinscreen.js",
            "style.css",
            "texts.js",
            "ticket.js",
            "tone.js");

    /**
     * The page loads nothing from elsewhere, runs no script of a message, and is shown in no other page. The WebSocket of the same host
     * and port is 'self' too. A browser asks each time whether a file has changed.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    private ChatPage() {}

    /** The paths that it takes at the port. */
    public static Set<String> paths() {
        return Stream.concat(FILES.stream().map(ChatPage::pathOf), Stream.of(CONFIG_PATH))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String pathOf(String file) {
        return file.equals(INDEX) ? "/" : "/" + file;
    }

    /**
     * Reads and compresses the files.
     *
     * @param webSocketPath where the page connects to
     */
    public static WebPages of(ChatConfig chat, String webSocketPath) {
        Map<String, WebPage> pages = new HashMap<>();
        for (String file : FILES) {
            pages.put(pathOf(file), PageFile.read(file));
        }
        byte[] config = config(chat, webSocketPath).getBytes(StandardCharsets.UTF_8);
        pages.put(CONFIG_PATH, WebPage.of(JSON, config));
        return new WebPages(pages, HEADERS);
    }

    /** By hand, because a library for it takes a tenth of the time that a server has to start. */
    private static String config(ChatConfig chat, String webSocketPath) {
        String path = webSocketPath.replace("\\", "\\\\").replace("\"", "\\\"");
        return """
                {
                  "websocket": "%s",
                  "login": "%s",
                  "rooms": {"first": %d, "count": %d},
                  "maxMessageBytes": %d,
                  "maxUserIdBytes": %d
                }
                """.formatted(
                        path,
                        chat.login().name().toLowerCase(Locale.ROOT),
                        chat.rooms().first(),
                        chat.rooms().count(),
                        RoomChatRequest.MAX_MESSAGE_BYTES,
                        LoginRequest.MAX_NAME_BYTES);
    }
}
