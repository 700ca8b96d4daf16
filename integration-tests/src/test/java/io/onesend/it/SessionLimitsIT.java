package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what the configuration's limits do to a session, as its client sees it, and that other sessions go on. */
class SessionLimitsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int MAX_SESSIONS_PER_ADDRESS = 12;

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start(
                "network.max-sessions-per-address=" + MAX_SESSIONS_PER_ADDRESS,
                "network.send.max-bytes=64KiB",
                "chat.rate.messages-per-second=0");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void noSessionOfAnotherTestIsLeft() {
        Awaitility.await().atMost(DEADLINE).until(() -> chat.server().admin().metric(Metrics.SESSIONS) == 0);
    }

    @Test
    void whoSendsNothingForTooLongIsClosedAndWhoPingsIsNot() {
        try (ChatFixture impatient = ChatFixture.start("network.idle-timeout=3s");
                RawClient pinging = impatient.connect()) {
            // Before the last that the server hears of the silent one.
            long start = System.nanoTime();
            try (RawClient silent = impatient.user()) {
                Awaitility.await()
                        .atMost(DEADLINE)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> {
                            pinging.assertQuiet();
                            return disconnects(impatient, "idle") > 0;
                        });

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2_500));
                silent.expectClosed();
                pinging.assertQuiet();
            }
        }
    }

    @Test
    void oneConnectionMoreThanAnAddressMayHaveIsClosedAtOnce() {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < MAX_SESSIONS_PER_ADDRESS; i++) {
            clients.add(chat.connect().assertQuiet());
        }
        try (RawClient tooMany = chat.connect()) {
            tooMany.expectClosed();
        }
        clients.forEach(RawClient::assertQuiet);
        clients.forEach(RawClient::close);
    }

    @Test
    void aReaderThatFallsBehindIsClosedAndItsRoomGoesOn() {
        int room = chat.room();
        String message = "m".repeat(256);
        try (RawClient speaker = chat.member(room);
                RawClient slow = RawClient.connect(chat.server().address(), 4_096)) {
            slow.login(chat.account(), chat.password()).enter(room);
            speaker.next(Wire.ROOM_NEW_USER_NOTIFY);

            long start = System.nanoTime();
            while (disconnects(chat, "send-limit") == 0) {
                // Few enough that the speaker's own answers wait in the kernel's buffers and not in its queue.
                for (int i = 0; i < 100; i++) {
                    speaker.send(Wire.chat(message));
                }
                for (int heard = 0; heard < 100; ) {
                    heard += speaker.next().id() == Wire.ROOM_CHAT_NOTIFY ? 1 : 0;
                }
                assertThat(System.nanoTime() - start).isLessThan(DEADLINE.toNanos());
            }

            speaker.send(Wire.chat("and on"));
            Packet packet = speaker.next();
            while (packet.id() != Wire.ROOM_CHAT_NOTIFY) {
                packet = speaker.next();
            }
            assertThat(packet.message()).isEqualTo("and on");
        }
    }

    private static double disconnects(ChatFixture fixture, String reason) {
        return fixture.server().admin().metricOrZero(Metrics.DISCONNECTS, '"' + reason + '"');
    }

    @Test
    void tooManyFailuresFromAnAddressGet36WhoeverIsAskedFor() {
        try (ChatFixture throttling = ChatFixture.start("chat.login-throttle.failures-per-address=5");
                RawClient client = throttling.connect()) {
            for (int i = 0; i < 5; i++) {
                client.send(Wire.login(TestRedis.unique(), "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            }
            client.send(Wire.login(TestRedis.unique(), "wrong")).expect(Wire.LOGIN_RESPONSE, 36);
            client.send(Wire.login(throttling.account(), throttling.password())).expect(Wire.LOGIN_RESPONSE, 36);
        }
    }
}
