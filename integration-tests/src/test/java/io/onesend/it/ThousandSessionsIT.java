package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Crowd;
import io.onesend.it.harness.CrowdMember;
import io.onesend.it.harness.CrowdRoom;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thousand sessions log in, enter 25 rooms, chat and leave. Every message has to arrive exactly once at every member of its
 * room and in the same order; afterwards the server holds nothing. System property {@code onesend.chat.seconds}: how long.
 */
class ThousandSessionsIT {

    private static final Logger LOG = LoggerFactory.getLogger(ThousandSessionsIT.class);

    private static final int SESSIONS = 1_000;
    private static final int ROOMS = 25;
    private static final Duration CHAT = Duration.ofSeconds(Integer.getInteger("onesend.chat.seconds", 20));

    /** Each member sends a message this often: every message is heard by 40, on a machine that also runs this client. */
    private static final long NANOS_BETWEEN_MESSAGES = Duration.ofSeconds(4).toNanos();

    /** In which nothing comes to any of them. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String PASSWORD = "pw";

    @Test
    void everyMessageArrivesExactlyOnceInItsRoomsOrderAndNothingIsLeftBehind() throws IOException {
        TestRedis redis = TestRedis.shared();
        String prefix = TestRedis.unique();
        try (ServerProcess server = ServerProcess.launchPlaintext(redis).start()) {
            try (Crowd crowd = new Crowd(server.address(), SESSIONS, ROOMS, prefix)) {
                crowd.members().forEach(member -> redis.plaintext(crowd.id(member), PASSWORD));

                crowd.all(member -> Wire.login(crowd.id(member), PASSWORD), Wire.LOGIN_RESPONSE, SILENCE);
                crowd.all(member -> Wire.enter(member.room.number), Wire.ROOM_ENTER_RESPONSE, SILENCE);
                crowd.until(member -> member.newUsers() + member.listed() == SESSIONS / ROOMS, SILENCE);
                assertThat(server.admin().status().get("users").asInt()).isEqualTo(SESSIONS);

                int sent = chat(crowd);
                LOG.info("{} messages, {} deliveries", sent, (long) sent * SESSIONS / ROOMS);

                crowd.all(member -> Wire.leave(), Wire.ROOM_LEAVE_RESPONSE, SILENCE);
                // The answer to a ping of 0 looks like a result: behind it no packet of the leaving is on its way.
                crowd.all(member -> Wire.ping(0), Wire.PONG, SILENCE);
                assertThat(crowd.members().stream()
                                .mapToInt(CrowdMember::leftUsers)
                                .sum())
                        .as("each of 40 is seen off by those still there: 39 + 38 + … in every room")
                        .isEqualTo(ROOMS * (40 * 39 / 2));
            }
            assertNothingIsLeft(server);
        }
    }

    private static int chat(Crowd crowd) throws IOException {
        long start = System.nanoTime();
        Map<CrowdRoom, Integer> messages = new HashMap<>();
        int sent = 0;
        for (long now = 0; now < CHAT.toNanos(); now = System.nanoTime() - start) {
            // Their turns are spread evenly: the n-th message of all is due at n / SESSIONS of the pause.
            while (sent * (NANOS_BETWEEN_MESSAGES / SESSIONS) <= now) {
                CrowdMember member = crowd.members().get(sent % SESSIONS);
                crowd.chat(member, "message " + sent + " 방!");
                messages.merge(member.room, 1, Integer::sum);
                sent++;
            }
            crowd.turn();
        }
        crowd.until(member -> member.isAnswered() && member.heard() == messages.getOrDefault(member.room, 0), SILENCE);
        assertThat(crowd.rooms()).allSatisfy(room -> {
            assertThat(room.unheard()).isZero();
            assertThat(room.messages()).isEqualTo(messages.get(room));
        });
        return sent;
    }

    private static void assertNothingIsLeft(ServerProcess server) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(server.admin().status().get("sessions").asInt()).isZero();
            assertThat(server.admin().status().get("users").asInt()).isZero();
            assertThat(server.admin().metric(Metrics.SESSIONS)).isZero();
            assertThat(server.admin().metric(Metrics.USERS)).isZero();
            assertThat(server.admin().metric(Metrics.QUEUED_BYTES)).isZero();
        });
    }
}
