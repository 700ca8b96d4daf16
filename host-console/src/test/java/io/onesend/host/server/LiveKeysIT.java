package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.config.ShownSetting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key that a reload changes, each by its own effect on one running host. */
@Timeout(90)
class LiveKeysIT {

    /** With these no effect that is looked for would be seen. */
    private static final List<String> BASE = List.of(
            "network.host=127.0.0.1",
            "network.port=0",
            "network.transport=nio",
            "network.io-threads=1",
            "network.max-sessions-per-address=0",
            "network.blocked-warning=0",
            "network.first-bytes=0",
            "network.handshake-timeout=10m",
            "network.close-timeout=8s",
            "network.websocket.ping=0",
            "network.send.stall-timeout=0",
            "chat.login-timeout=0",
            "chat.rate.messages-per-second=0",
            "chat.login-throttle.failures-per-user=0",
            "chat.login-throttle.failures-per-address=0",
            "chat.login-throttle.window=1h",
            "admin.port=0",
            "drain.grace=0");

    @TempDir
    private static Path folder;

    private static LiveHost host;

    @BeforeAll
    static void start() throws Exception {
        List<String> base = new ArrayList<>(BASE);
        base.addAll(LiveTlsKeys.BASE);
        host = new LiveHost(folder, base);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    static Stream<LiveKey> keys() {
        return Stream.of(LiveNetworkKeys.ALL, LiveTlsKeys.ALL, LiveQueueKeys.ALL, LiveChatKeys.ALL)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasItsEffectWithoutARestart(LiveKey key) throws Exception {
        host.awaitSessions(0);
        host.reload(key.settings());
        try {
            key.effect().check(host);
        } finally {
            host.reload(List.of());
        }
    }

    /** A key that needs no restart any more gets a row here, and one that needs it again loses its row. */
    @Test
    void noKeyIsForgotten() {
        List<String> live = host.reload().running().shown("").stream()
                .filter(setting -> !setting.effect().equals("restart"))
                .map(ShownSetting::path)
                .toList();

        assertThat(keys().map(LiveKey::path)).containsExactlyInAnyOrderElementsOf(live);
    }
}
