package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.OwnRedis;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Vectors;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Redis goes away under a running server, and comes back. */
class RedisOutageIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void withoutRedisLoginsGet35AndTheRestGoesOnAndAfterItsReturnAllIsWell() {
        try (OwnRedis redis = OwnRedis.start();
                ServerProcess server = ServerProcess.launch()
                        .set("chat.login=plaintext", "redis.uri=" + redis.uri(), "redis.command-timeout=2s")
                        .start()) {
            redis.plaintext("alice", "pw");
            redis.plaintext("bob", "pw");
            assertThat(server.admin().page("/readyz").status()).isEqualTo(200);

            try (RawClient alice = server.connect();
                    RawClient bob = server.connect()) {
                alice.login("alice", "pw").enter(1);

                redis.stop();

                Awaitility.await().atMost(DEADLINE).untilAsserted(() -> {
                    assertThat(server.admin().page("/readyz").status()).isEqualTo(503);
                    assertThat(server.admin().page("/readyz").body()).containsIgnoringCase("redis");
                });
                assertThat(server.admin().page("/livez").status()).isEqualTo(200);
                server.awaitLog("WARN .*the connection to Redis at .* is lost", DEADLINE);
                bob.send(Wire.login("bob", "pw"));
                assertThat(bob.next().hex()).isEqualTo(new Vectors().hex("LOGIN_RESPONSE backend unavailable"));
                assertThat(alice.chat("we go on").message()).isEqualTo("we go on");

                redis.startAgain();

                Awaitility.await()
                        .atMost(DEADLINE)
                        .until(() -> server.admin().page("/readyz").status() == 200);
                server.awaitLog("INFO .*connected to Redis at .* again", DEADLINE);
                bob.login("bob", "pw").enter(1);
                alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            }
        }
    }

    @Test
    void aRedisThatHangsIsNotReadyAndOneThatRefusesLoginsSaysWhy() {
        try (OwnRedis redis = OwnRedis.start();
                ServerProcess server = ServerProcess.launch()
                        .set("chat.login=plaintext", "redis.uri=" + redis.uri(), "redis.command-timeout=10s")
                        .start()) {
            assertThat(server.admin().page("/readyz").status()).isEqualTo(200);
            redis.freeze();

            Awaitility.await().atMost(DEADLINE).untilAsserted(() -> {
                assertThat(server.admin().page("/readyz").status()).isEqualTo(503);
                assertThat(server.admin().page("/readyz").body()).contains("Redis does not answer");
            });
            assertThat(server.admin().page("/livez").status()).isEqualTo(200);
            redis.thaw();
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> server.admin().page("/readyz").status() == 200);

            redis.forbid("get");

            Awaitility.await()
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () -> assertThat(server.admin().page("/readyz").body())
                                    .startsWith("Redis refuses: NOPERM")
                                    .contains("'get'"));
        }
    }

    @Test
    void aRedisThatDoesNotAnswerInTimeIsToldAs35AndRequestsBehindGoOn() {
        try (OwnRedis redis = OwnRedis.start();
                ServerProcess server = ServerProcess.launch()
                        .set("chat.login=plaintext", "redis.uri=" + redis.uri(), "redis.command-timeout=2s")
                        .start();
                RawClient client = server.connect()) {
            redis.plaintext("alice", "pw");
            redis.freeze();

            long start = System.nanoTime();
            client.send(Wire.login("alice", "pw"), Wire.ping(1)).expect(Wire.LOGIN_RESPONSE, 35);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
            redis.thaw();
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> client.send(Wire.login("alice", "pw"))
                                    .next(Wire.LOGIN_RESPONSE)
                                    .i16()
                            == 0);
        }
    }
}
