package io.onesend.it.course;

import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.OwnRedis;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Step 8, login through Redis. In the course, a thread of its own asks Redis, one request after the other, and leaves the result in
 * a queue that the logic thread looks into. Here Redis is asked without waiting, many logins over one connection, and the answer
 * returns to the logic thread. The session whose login is under way waits; the others do not notice.
 *
 * <p>To read: {@link io.onesend.chat.login.AccountStore}, {@link io.onesend.chat.redis.RedisAccountStore},
 * {@link io.onesend.chat.login.LoginHandler}, {@link io.onesend.network.Session#suspend()}.
 */
class Step08RedisLoginIT {

    private static OwnRedis redis;
    private static EmbeddedChat chat;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start();
        chat = new EmbeddedChat(redis.uri());
    }

    @AfterAll
    static void stop() {
        chat.close();
        redis.close();
    }

    @Test
    void thePasswordIsTheValueOfTheUserId() throws IOException {
        redis.plaintext("minho", "오늘");
        try (CourseClient client = chat.connectCourseClient()) {
            client.expectResult(CourseClient.login("minho", "어제"), 202, 33);
            client.expectResult(CourseClient.login("nobody", "오늘"), 202, 33);
            client.expectResult(CourseClient.login("minho", "오늘"), 202, 0);
        }
    }

    @Test
    void othersAreServedWhileALoginWaitsForRedis() {
        redis.plaintext("seoyeon", "pw");
        try (RawClient waiting = chat.connect();
                RawClient other = chat.connect()) {
            redis.freeze();
            try {
                waiting.send(Wire.login("seoyeon", "pw"), Wire.ping(7));
                for (int round = 0; round < 100; round++) {
                    other.send(Wire.echo()).next(Wire.DEV_ECHO);
                }
            } finally {
                redis.thaw();
            }

            waiting.expect(Wire.LOGIN_RESPONSE, 0).expect(Wire.PONG, 7);
        }
    }
}
