package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The jar under an operator: the console's answers, what the users see of it, the log and the metrics. */
class ModeratedIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void anOperatorNoticesKicksAndBans() {
        try (ServerProcess server = ServerProcess.launch().start();
                RawClient alice = server.connect().login("alice", "pw1");
                RawClient bob = server.connect().login("bob", "pw2")) {
            alice.enter(3);
            server.type("sessions");
            server.console().await("#1 127\\.0\\.0\\.1:\\d+ plain, alice in room 3, for", SOON);

            server.type("notice 3 down for an hour");
            Packet notice = alice.next(Wire.ROOM_CHAT_NOTIFY);
            assertThat(notice.sender()).isEqualTo("*");
            assertThat(notice.message()).isEqualTo("down for an hour");
            server.console().await("said to 1 user of this host", SOON);
            server.awaitLog("console: notice to=\"3\" text=16 characters: done", SOON);

            server.type("kick alice too loud");
            alice.expectClosed();
            alice.shutdownOutput();
            server.awaitLog("session 1 of \\S+ ended: kicked \\(too loud\\)", SOON);
            server.awaitLog("console: kick who=\"alice\" reason=\"too loud\": done", SOON);

            server.type("ban bob for 1h spam");
            bob.expectClosed();
            bob.shutdownOutput();
            server.console().await("bob is banned until", SOON);
            server.awaitLog("session 2 of \\S+ ended: banned \\(spam\\)", SOON);
            try (RawClient again = server.connect()) {
                again.send(Wire.login("bob", "pw2")).expect(Wire.LOGIN_RESPONSE, 36);
            }

            server.type("ban 127.0.0.1");
            server.console().await("127\\.0\\.0\\.1 is banned", SOON);
            try (RawClient refused = server.connect()) {
                refused.expectClosed();
            }
            assertThat(server.admin().page("/metrics").body())
                    .contains(
                            "onesend_network_disconnects_total{reason=\"kicked\"} 1.0",
                            "onesend_network_disconnects_total{reason=\"banned\"}",
                            "onesend_network_turned_away_connections_total{reason=\"banned\"} 1.0");

            server.type("unban 127.0.0.1");
            server.console().await("127\\.0\\.0\\.1 may come in again", SOON);
            server.connect().login("carol", "pw3").close();
            server.stop();
            server.assertNoComplaint();
        }
    }
}
