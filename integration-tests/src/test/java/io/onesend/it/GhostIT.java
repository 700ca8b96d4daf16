package io.onesend.it;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.testing.OtherMachine;
import java.io.IOException;
import java.io.OutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A user whose machine is gone without closing keeps its id no longer than keep-alive says. */
class GhostIT {

    @Test
    void aGhostsIdIsFreeAgain() throws IOException {
        try (OtherMachine other = OtherMachine.plugIn();
                ChatFixture chat = ChatFixture.start("network.host=" + other.here(), "network.keep-alive=2s");
                OutputStream ghost = other.connect(chat.server().port())) {
            String id = chat.account();
            ghost.write(Wire.login(id, chat.password()));
            ghost.flush();
            try (RawClient client = chat.connect()) {
                Awaitility.await().until(() -> chat.server().admin().metric(Metrics.USERS) == 1);
                other.fallSilent();
                client.send(Wire.login(id, chat.password())).expect(Wire.LOGIN_RESPONSE, 31);

                client.loginOnceFree(id, chat.password());
            }
        }
    }
}
