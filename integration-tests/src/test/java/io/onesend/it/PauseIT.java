package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that stands still for longer than its time-outs, as in a virtual machine that is paused. */
@DisabledOnOs(OS.WINDOWS)
class PauseIT {

    private static final int SESSIONS = 50;

    /** How long it stands still, which is what is tested and not waited for. */
    private static final Duration PAUSE = Duration.ofSeconds(8);

    @Test
    void nobodyIsCutOffForIt() throws Exception {
        try (ChatFixture chat = ChatFixture.start("network.idle-timeout=3s", "chat.login-timeout=3s")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                clients.add(chat.connect());
            }
            clients.forEach(RawClient::assertQuiet);

            signal(chat, "STOP");
            clients.forEach(client -> client.send(Wire.ping(1)));
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            signal(chat, "CONT");

            for (RawClient client : clients) {
                assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
            }
            clients.forEach(RawClient::assertQuiet);
            assertThat(chat.server().admin().metric(Metrics.SESSIONS)).isEqualTo(SESSIONS);
            clients.forEach(RawClient::close);
        }
    }

    private static void signal(ChatFixture chat, String name) throws IOException, InterruptedException {
        String pid = String.valueOf(chat.server().process().pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .as("kill -%s", name)
                .isZero();
    }
}
