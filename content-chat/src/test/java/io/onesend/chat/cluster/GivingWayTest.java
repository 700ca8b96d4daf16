package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.cluster.ScriptedRedis.Host;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions whose clients could resume, and which give way to another login. */
class GivingWayTest {

    private final ScriptedRedis redis = new ScriptedRedis(Configs.rooms(0, 100, 3), Configs.cluster("test", true));
    private final Host a = redis.addHost();
    private final Host b = redis.addHost();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aConnectionThatIsLostWhileItsSessionGivesWayDoesNotKeepTheUserInPlace() {
        ReturningClient alice = new ReturningClient(redis, a, "alice").inRoom();
        a.port().holdsMessages = true;
        FakeSession login = redis.login(b, "alice");
        redis.at(a, () -> {
            alice.session.hangUpLater();
            a.port().holdsMessages = false;
            // The question comes before the end of the session is noticed.
            a.port().deliver();
        });

        assertThat(redis.heardBy(login)).contains(new LoginResponse(ResultCode.NONE));
        assertThat(a.chat().server.statistics().users()).isZero();
    }
}
