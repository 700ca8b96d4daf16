package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onesend.host.page.ChatPage;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.ProxySettings;
import io.onesend.network.WebSocketSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of what comes to the port. */
class DoorKeyTableTest {

    @Test
    void opensThePlainDoorAndTheWebSocketByDefault() {
        assertThat(doors()).isEqualTo(Doors.of(Door.PLAIN, Door.WEBSOCKET));
    }

    @Test
    void opensThePlainDoorAlone() {
        assertThat(doors("network.doors=plain").arePlainAlone()).isTrue();
    }

    @Test
    void readsEveryKey() {
        Doors doors = doors(
                "network.doors=websocket, plain",
                "network.first-bytes=5s",
                "network.handshake-timeout=7s",
                "network.proxy.trusted=10.0.0.0/8, ::1",
                "network.proxy.header=x-forwarded-for",
                "network.websocket.path=/chat/socket",
                "network.websocket.origins=https://chat.example,http://localhost:8080",
                "network.websocket.hosts=chat.example,www.chat.example",
                "network.websocket.ping=1m");

        assertThat(doors)
                .isEqualTo(Doors.of(Door.PLAIN, Door.WEBSOCKET)
                        .withFirstBytes(Duration.ofSeconds(5))
                        .withHandshakeTimeout(Duration.ofSeconds(7))
                        .withProxy(new ProxySettings(
                                ProxySettings.proxyProtocol("10.0.0.0/8", "::1").trusted(),
                                ProxySettings.Header.X_FORWARDED_FOR))
                        .withWebSocket(new WebSocketSettings(
                                "/chat/socket",
                                List.of("https://chat.example", "http://localhost:8080"),
                                List.of("chat.example", "www.chat.example"),
                                Duration.ofMinutes(1),
                                WebSocketSettings.Messages.BINARY)));
    }

    @Test
    void letsAnyPageConnectIfToldTo() {
        assertThat(doors("network.websocket.origins=any").webSocket().origins())
                .containsExactly(WebSocketSettings.ANY_ORIGIN);
        assertThat(doors("network.websocket.origins=same").webSocket().origins())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,  30s,    30000", "3s, 30s,     1500", "1m, 30s,    30000", "1m, 10s,    10000", "3s, 0,           0"
    })
    void aClientThatAnswersPingsIsNeverIdle(String idle, String ping, long usedMillis) {
        assertThat(doors("network.idle-timeout=" + idle, "network.websocket.ping=" + ping)
                        .webSocket()
                        .ping())
                .isEqualTo(Duration.ofMillis(usedMillis));
    }

    @ParameterizedTest
    @CsvSource({
        "30s, 30s, 0, 30000",
        "30s, 2s, 0, 2000",
        "30s, 30s, 3s, 3000",
        "0, 1m, 0, 60000",
        "0, 0, 0, 0",
        "1s, 0, 0, 1000"
    })
    void aSilentConnectionIsClosedNoLaterThanASilentSession(String firstBytes, String login, String idle, long millis) {
        assertThat(doors(
                                "network.first-bytes=" + firstBytes,
                                "chat.login-timeout=" + login,
                                "network.idle-timeout=" + idle)
                        .firstBytes())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.doors             | plain,web                  | is not one of plain, websocket: 'web'",
                "network.doors             | ''                         | has no value",
                "network.doors             | plain,                     | has an empty element: 'plain,'",
                "network.handshake-timeout | 0                          | it may be 1s to 10m",
                "network.proxy.trusted     | 10.0.0                     | is not a block of addresses: '10.0.0'",
                "network.proxy.header      | forwarded                  | is not one of proxy-protocol, x-forwarded-for",
                "network.websocket.path    | ws                         | is not the path of a request: 'ws'; write a slash first",
                "network.websocket.path    | /ws?x                      | is not the path of a request: '/ws?x'",
                "network.websocket.origins | https://a.example/         | has 'https://a.example/', which is no origin",
                "network.websocket.origins | https://a.example,same     | has 'same', which is no origin",
                "network.websocket.origins | *                          | has '*', which is no origin; write same, any, or",
                "network.websocket.hosts   | a.example:11021            | has 'a.example:11021', which is not the name of a host",
            })
    void saysWhatToWriteInstead(String key, String value, String message) {
        assertThat(problems(key + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + key + ": " + key + " ")
                .contains(message);
    }

    @Test
    void aHeaderOfRequestsNeedsRequests() {
        assertThat(problems("network.doors=plain", "network.proxy.header=x-forwarded-for"))
                .containsExactly("--set: network.proxy.header: x-forwarded-for needs websocket in network.doors;"
                        + " plain frames have no such header");
    }

    @Test
    void theWebSocketIsNowhereWhereThePageHasAFile() {
        assertThat(ChatPage.paths())
                .contains("/", "/main.js", "/config.json")
                .allSatisfy(path -> assertThat(problems("network.websocket.path=" + path))
                        .containsExactly(
                                "--set: network.websocket.path has to be another than the paths of the page to chat from,"
                                        + " such as / and /main.js"));
    }

    private static Doors doors(String... settings) {
        return ConfigLoader.load(source(settings)).config().network().doors();
    }

    private static List<String> problems(String... settings) {
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(source(settings)));
        return failure.problems().stream().map(Problem::toString).toList();
    }

    private static ConfigSource source(String... settings) {
        return new ConfigSource(null, Path.of(""), Map.of(), List.of(settings));
    }
}
