package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.SetArgs;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** This project's own logins against a real Redis: passwords as Argon2id hashes, tokens that work once, auto-registration. */
class PasswordLoginIT {

    private static final TestRedis REDIS = TestRedis.shared();
    private static final String PREFIX = TestRedis.unique() + ":";

    private static ServerProcess registering;
    private static ServerProcess strict;
    private static ServerProcess byToken;

    @BeforeAll
    static void start() {
        registering = server("chat.auto-register=true");
        strict = server("chat.auto-register=embedded");
        byToken = server("chat.login=token");
    }

    private static ServerProcess server(String setting) {
        return ServerProcess.launch()
                .set("redis.uri=" + REDIS.uri(), "redis.key-prefix=" + PREFIX, setting)
                .start();
    }

    @AfterAll
    static void stop() {
        registering.close();
        strict.close();
        byToken.close();
    }

    @Test
    void anUnknownIdRegistersItselfAndThenNeedsThatPassword() {
        try (RawClient first = registering.connect()) {
            first.login("kim", "비밀번호");
        }
        try (RawClient again = strict.connect()) {
            again.send(Wire.login("kim", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            again.login("kim", "비밀번호");
        }
        String stored = REDIS.commands().hget(PREFIX + "user:kim", "password");
        assertThat(stored).startsWith("$argon2id$v=19$m=").doesNotContain("비밀번호");
    }

    @Test
    void whereNobodyRegistersAnUnknownIdGets33() {
        try (RawClient client = strict.connect()) {
            client.send(Wire.login("nobody", "pw")).expect(Wire.LOGIN_RESPONSE, 33);
        }
        assertThat(REDIS.commands().exists(PREFIX + "user:nobody")).isZero();
    }

    @Test
    void aStoredHashThatAsksForTooMuchIsRefusedWithItsUserAndTheBound() {
        String hash = "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        REDIS.commands().hset(PREFIX + "user:greedy", "password", hash);
        try (RawClient client = strict.connect()) {
            client.send(Wire.login("greedy", "password")).expect(Wire.LOGIN_RESPONSE, 33);
        }
        assertThat(strict.awaitLog("WARN.*'greedy' cannot log in: m .* is 4194304.*131072", Duration.ofSeconds(10))
                        .group())
                .doesNotContain("c29tZXNhbHQ");
    }

    @Test
    void passwordsWorkWhereTheNativeLibraryDoesNotLoad() {
        ServerProcess.Launch inJava = ServerProcess.launch()
                .bareJvm("-Djna.nounpack=true")
                .set("redis.uri=" + REDIS.uri(), "redis.key-prefix=" + PREFIX, "chat.auto-register=true");
        try (RawClient first = registering.connect()) {
            first.login("hashed-in-c", "비밀번호");
        }
        try (ServerProcess server = inJava.start();
                RawClient client = server.connect();
                RawClient other = server.connect()) {
            client.login("hashed-in-c", "비밀번호");
            other.login("hashed-in-java", "비밀번호");
            assertThat(server.awaitLog("INFO.*passwords are hashed in Java", Duration.ofSeconds(10)))
                    .isNotNull();
        }
        try (RawClient client = strict.connect()) {
            client.login("hashed-in-java", "비밀번호");
        }
    }

    @Test
    void autoRegistrationIsToldAtStart() {
        assertThat(registering
                        .awaitLog("WARN.*auto-register", Duration.ofSeconds(10))
                        .group())
                .isNotEmpty();
    }

    @Test
    void aTokenWorksOnce() {
        putToken("lee", "let-me-in");
        try (RawClient first = byToken.connect()) {
            first.login("lee", "let-me-in");
        }
        assertThat(REDIS.commands().exists(PREFIX + "token:lee")).isZero();
        try (RawClient second = byToken.connect()) {
            assertThat(second.answerOnceFree(Wire.login("lee", "let-me-in")).i16())
                    .isEqualTo(33);
        }
    }

    private static void putToken(String id, String token) {
        REDIS.commands().set(PREFIX + "token:" + id, token, SetArgs.Builder.ex(600));
    }

    @Test
    void aWrongTokenIsRefusedWith33() {
        putToken("park", "right");
        try (RawClient client = byToken.connect()) {
            client.send(Wire.login("park", "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.send(Wire.login("choi", "right")).expect(Wire.LOGIN_RESPONSE, 33);
        }
    }

    @Test
    void aUserIdOfOneModeIsNoKeyOfAnother() {
        String id = TestRedis.unique();
        REDIS.plaintext(id, "pw");
        try (RawClient client = strict.connect()) {
            client.send(Wire.login(id, "pw")).expect(Wire.LOGIN_RESPONSE, 33);
        }
    }

    @Test
    void twoSessionsThatRegisterOneIdAtOnceEndWithOnePassword() {
        try (RawClient first = registering.connect();
                RawClient second = registering.connect()) {
            first.send(Wire.login("twin", "one"));
            second.send(Wire.login("twin", "two"));
            int firstResult = first.next(Wire.LOGIN_RESPONSE).i16();
            int secondResult = second.next(Wire.LOGIN_RESPONSE).i16();

            assertThat(new int[] {firstResult, secondResult})
                    .containsOnlyOnce(0)
                    .containsAnyOf(31, 33);
            String password = firstResult == 0 ? "one" : "two";
            try (RawClient elsewhere = strict.connect()) {
                elsewhere.login("twin", password);
            }
        }
    }

    @Test
    void noPasswordIsEverLogged() {
        try (RawClient client = registering.connect()) {
            client.login("discreet", "s3cret-of-mine");
        }
        assertThat(registering.log()).noneMatch(line -> line.contains("s3cret-of-mine"));
    }

    @Test
    void pingsAreAnsweredWhileManyHashesAreComputed() {
        RawClient[] busy = new RawClient[30];
        for (int i = 0; i < busy.length; i++) {
            busy[i] = registering.connect();
            busy[i].send(Wire.login("busy" + i, "pw"));
        }
        try (RawClient other = registering.connect()) {
            long start = System.nanoTime();
            other.assertQuiet();
            long untilPong = System.nanoTime() - start;
            for (RawClient client : busy) {
                client.expect(Wire.LOGIN_RESPONSE, 0).close();
            }
            assertThat(untilPong).as("of the time until the last login").isLessThan((System.nanoTime() - start) / 2);
        }
    }
}
