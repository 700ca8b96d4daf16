package io.onesend.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Hosts;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Signals;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two hosts, each a process of its own, and one Redis: their users are in the same rooms. */
class TwoHostsIT {

    private static final int FULL = 54;
    private static final int ALREADY = 31;
    private static final int MESSAGES = 50;

    private static Hosts hosts;

    @BeforeAll
    static void start() {
        hosts = Hosts.start(2, "chat.rooms.max-users=3");
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @Test
    void whoeverIsInARoomHearsWhoComesSpeaksAndLeavesOnTheOtherHost() {
        try (RawClient alice = hosts.member(0, "alice", 1);
                RawClient bob = hosts.login(1, "bob")) {
            assertThat(bob.enter(1)).extracting(Packet.User::userId).containsExactly("alice", "bob");
            Packet.User heardOf = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser();
            assertThat(heardOf.userId()).isEqualTo("bob");

            assertThat(alice.chat("is anybody here?").sender()).isEqualTo("alice");
            assertThat(bob.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("is anybody here?");
            bob.chat("here");
            assertThat(alice.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("here");

            bob.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(heardOf.uniqueId());
        }
    }

    @Test
    void bothHostsHearOneOrder() {
        try (RawClient left = hosts.member(0, "left", 2);
                RawClient right = hosts.member(1, "right", 2)) {
            left.next(Wire.ROOM_NEW_USER_NOTIFY);
            for (int number = 0; number < MESSAGES; number++) {
                left.send(Wire.chat("l" + number));
                right.send(Wire.chat("r" + number));
            }

            List<String> heard = heardBy(left);
            assertThat(heardBy(right)).isEqualTo(heard);
            assertThat(heard).hasSize(2 * MESSAGES).doesNotHaveDuplicates();
        }
    }

    /** All messages, in the order that they came; each of the own ones has to be answered with 0. */
    private static List<String> heardBy(RawClient client) {
        List<String> heard = new ArrayList<>();
        int answered = 0;
        while (heard.size() < 2 * MESSAGES || answered < MESSAGES) {
            Packet packet = client.next();
            if (packet.id() == Wire.ROOM_CHAT_NOTIFY) {
                heard.add(packet.message());
            } else {
                assertThat(packet.id()).isEqualTo(Wire.ROOM_CHAT_RESPONSE);
                assertThat(packet.i16()).isZero();
                answered++;
            }
        }
        return heard;
    }

    @Test
    void aRoomIsFullForBothHosts() {
        List<RawClient> members =
                List.of(hosts.member(0, "one", 3), hosts.member(1, "two", 3), hosts.member(0, "three", 3));
        try (RawClient four = hosts.login(1, "four")) {
            four.send(Wire.enter(3)).expect(Wire.ROOM_ENTER_RESPONSE, FULL);

            members.get(0).send(Wire.leave());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> four.send(Wire.enter(3))
                                    .next(Wire.ROOM_ENTER_RESPONSE)
                                    .i16()
                            == 0);
            assertThat(four.userList()).extracting(Packet.User::userId).containsExactly("two", "three", "four");
        } finally {
            members.forEach(RawClient::close);
        }
    }

    @Test
    void aUserIdHasOneSessionOnBothHosts() {
        RawClient first = hosts.login(0, "kim");
        try (RawClient second = hosts.server(1).connect()) {
            second.send(Wire.login("kim", "pw")).expect(Wire.LOGIN_RESPONSE, ALREADY);

            first.close();

            second.loginOnceFree("kim", "pw");
        }
    }

    @Test
    void aHostWithOtherRoomsDoesNotStartAndSaysWhere() {
        try (Jar.Child other =
                hosts.launch("other").set("chat.rooms.max-users=4").startUnchecked()) {
            assertThat(other.awaitEnd(Duration.ofSeconds(30)).expect(78).err())
                    .contains("chat.rooms.max-users", "3", "4")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theAdminPortsListBothHostsAndFindAUser() {
        try (RawClient someone = hosts.member(1, "someone", 4)) {
            someone.assertQuiet();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    hosts.server(0).admin().page("/hosts").body())
                            .contains("\"host-0\"", "\"host-1\""));
            assertThat(hosts.server(0).admin().page("/whereis?user=someone").body())
                    .contains("\"host-1\"", "4");
            assertThat(hosts.server(0).admin().page("/whereis?user=nobody").status())
                    .isEqualTo(404);
            assertThat(hosts.server(0).admin().page("/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void usersOfAHostThatStopsAreToldAndLeaveAtOnceAndBrowsersAreSentElsewhere() throws IOException {
        try (Hosts own = Hosts.start(2, "drain.grace=2s");
                RawClient alice = own.member(0, "alice", 1);
                RawClient bob = own.member(1, "bob", 1)) {
            long bobsId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().uniqueId();

            assertThat(answerToBrowser(own.server(1))).startsWith("HTTP/1.1 200 ");
            // As a balancer does: a stop has a grace only if somebody watches.
            own.server(1).admin().page("/readyz");
            own.server(1).terminate();

            // It still listens during the grace.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(answerToBrowser(own.server(1)))
                            .startsWith("HTTP/1.1 503 ")
                            .contains("\r\nRetry-After: "));
            assertThat(bob.next(Wire.ROOM_CHAT_NOTIFY).message()).contains("about to stop");
            assertThat(bob.rest()).isEmpty();
            own.server(1).awaitEnd(0);
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(bobsId);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !own.server(0).admin().page("/hosts").body().contains("\"host-1\""));
        }
    }

    /** On a connection of its own, and so only while the host listens. */
    private static String answerToBrowser(ServerProcess server) throws IOException {
        try (Socket browser =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            browser.setSoTimeout(10_000);
            browser.getOutputStream().write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return new String(browser.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    @Test
    void usersOfAKilledHostHaveLeftWithinALease() {
        try (Hosts own = Hosts.start(2);
                RawClient alice = own.member(0, "alice", 1);
                RawClient bob = own.member(1, "bob", 1)) {
            long bobsId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().uniqueId();
            long start = System.nanoTime();

            own.server(1).kill();

            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(bobsId);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Hosts.LEASE.multipliedBy(4));
            assertThat(bob.rest()).isEmpty();
            try (RawClient again = own.member(0, "bob", 1)) {
                alice.next(Wire.ROOM_NEW_USER_NOTIFY);
                again.chat("back");
                assertThat(alice.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("back");
            }
        }
    }

    @Test
    void aHostThatStoodStillForLongerThanItsLeaseClosesItsMembersAndGoesOn() {
        try (Hosts own = Hosts.start(2);
                RawClient alice = own.member(0, "alice", 1);
                RawClient bob = own.member(1, "bob", 1)) {
            long bobsId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().uniqueId();

            Signals.send("STOP", own.server(1).process());
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(bobsId);
            Signals.send("CONT", own.server(1).process());

            assertThat(bob.rest()).isEmpty();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    own.server(1).admin().page("/metrics").body())
                            .contains("onesend_network_disconnects_total{reason=\"lease-lost\"} 1.0"));
            try (RawClient again = own.member(1, "bob", 1)) {
                alice.next(Wire.ROOM_NEW_USER_NOTIFY);
                alice.chat("welcome back");
                assertThat(again.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("welcome back");
            }
        }
    }

    @Test
    void bothHostsGoOnWhereTheyWereWhenRedisIsBack() throws Exception {
        try (Hosts own = Hosts.start(2);
                RawClient alice = own.member(0, "alice", 1);
                RawClient bob = own.member(1, "bob", 1)) {
            alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            alice.chat("before");
            bob.next(Wire.ROOM_CHAT_NOTIFY);

            own.redis().kill();
            own.redis().startAgain();

            bob.chat("after");
            assertThat(alice.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("after");
        }
    }
}
