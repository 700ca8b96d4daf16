package io.onesend.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The server behind a proxy at one of this machine's addresses; who looks for leaks at the end comes by itself. */
class ProxyHeaderIT {

    private static final String PROXY = "127.0.0.2";
    private static final String TURNED_AWAY = "onesend_network_turned_away_connections_total";

    @Test
    void eachClientHasTheLimitOfItsOwnAddress() {
        try (ChatFixture chat =
                        ChatFixture.start("network.proxy.trusted=" + PROXY, "network.max-sessions-per-address=1");
                RawClient first = from(chat, "203.0.113.7").assertQuiet();
                RawClient other = from(chat, "203.0.113.8").assertQuiet();
                RawClient again = from(chat, "203.0.113.7")) {
            again.expectClosed();
            other.assertQuiet();
            first.login(chat.account(), chat.password()).enter(chat.room());
        }
    }

    @Test
    void aConnectionOfTheProxyWithoutAHeaderIsClosed() {
        try (ChatFixture chat = ChatFixture.start("network.proxy.trusted=" + PROXY);
                RawClient direct = RawClient.connectFrom(PROXY, chat.server().address())) {
            direct.send(Wire.login("nobody", "nothing")).expectClosed();

            Awaitility.await()
                    .until(() -> chat.server().admin().metricOrZero(TURNED_AWAY, "reason=\"proxy-header\"") == 1);
            assertThat(chat.server().log())
                    .anyMatch(line -> line.contains("turned away a connection from /" + PROXY + ":")
                            && line.contains("proxy-header (missing)"));
        }
    }

    private static RawClient from(ChatFixture chat, String address) {
        String header = "PROXY TCP4 " + address + " 203.0.113.1 4711 11021\r\n";
        return RawClient.connectFrom(PROXY, chat.server().address()).send(header.getBytes(US_ASCII));
    }
}
