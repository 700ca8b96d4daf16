package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.WebSocketSettings.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketSettingsTest {

    private static final Duration PING = Duration.ofSeconds(30);

    private static WebSocketSettings withPath(String path) {
        return new WebSocketSettings(path, List.of(), List.of(), PING, Messages.BINARY);
    }

    private static WebSocketSettings withOrigin(String origin) {
        return new WebSocketSettings("/ws", List.of(origin), List.of(), PING, Messages.BINARY);
    }

    private static WebSocketSettings withHost(String host) {
        return new WebSocketSettings("/ws", List.of(), List.of(host), PING, Messages.BINARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws", "/ws?room=1", "/ws#here", "/my ws", "/채팅"})
    void refusesAPathThatNoRequestHas(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withPath(path))
                .withMessage("path is '" + path + "', but must begin with a slash, and have no '?', '#' or space");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "chat.example", "https://chat.example/", "https://chat.example/page", "https://a b", "*.a"})
    void refusesAnOriginThatNoBrowserNames(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withOrigin(origin))
                .withMessage("origins has '" + origin
                        + "', but browsers name an origin without a path or slash behind it: https://chat.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat.example:443", "https://chat.example", "chat.example/", "::1", "*"})
    void refusesAHostThatIsNoName(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withHost(host))
                .withMessage("hosts has '" + host + "', but must have names alone, without a port: chat.example");
    }

    @Test
    void refusesAPingThatIsTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WebSocketSettings("/ws", List.of(), List.of(), Duration.ofNanos(500_000), Messages.BINARY))
                .withMessage("ping is 0.0005s, but must be 0s, or 0.001s or more");
    }

    @Test
    void takesWhatARequestMayHave() {
        for (String path : List.of("/", "/ws", "/a/b-c_d.e~f%20g")) {
            assertThat(withPath(path).path()).isEqualTo(path);
        }
        for (String origin : List.of(
                WebSocketSettings.ANY_ORIGIN,
                "https://chat.example",
                "http://[::1]:8080",
                "moz-extension://1b2c",
                "file://",
                "null")) {
            assertThat(withOrigin(origin).origins()).containsExactly(origin);
        }
        for (String host : List.of("chat", "chat.example", "Chat-1.example")) {
            assertThat(withHost(host).hosts()).containsExactly(host);
        }
    }
}
