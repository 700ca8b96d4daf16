package io.onesend.it.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.packet.ResultCode;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A host that stops while its rooms talk. Every member hears all that was said while it was there, and goes to another host at once.
 * It prints how the closes and the reconnects were spread. {@code -Ddrain.sessions=2000} for more members.
 */
class DrainIT {

    private static final int SESSIONS = Integer.getInteger("drain.sessions", 200);
    private static final int IN_EACH_ROOM = 20;
    private static final int TALKERS = 2;
    private static final Pattern OUT = Pattern.compile("out [0-9,]+ packet");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final List<DrainedMember> members = new ArrayList<>();
    private final LogicLoop loop = LogicLoop.start("members");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder()
                    .transport(TestTransport.CHOSEN)
                    .maxSessions(2 * SESSIONS)
                    .build(),
            loop);

    private ServerProcess host;
    private ServerProcess next;

    @BeforeEach
    void start() {
        host = server();
        next = server();
        String prefix = TestRedis.unique();
        for (int i = 0; i < SESSIONS; i++) {
            String user = prefix + i;
            TestRedis.shared().plaintext(user, "pw");
            DrainedMember member = new DrainedMember(network, loop, user, next.address());
            members.add(member);
            assertThat(member.enter(host.address(), i / IN_EACH_ROOM)).isEqualTo(ResultCode.NONE);
        }
    }

    private static ServerProcess server() {
        return ServerProcess.launchPlaintext(TestRedis.shared())
                .set(
                        "log.level=debug",
                        // However busy the machine is, nobody is cut off.
                        "drain.limit=60s",
                        "network.close-timeout=8s",
                        "network.max-sessions-per-address=0",
                        "chat.rooms.count=1000",
                        "chat.rate.messages-per-second=0")
                .start();
    }

    @AfterEach
    void close() {
        network.close();
        loop.close();
        host.close();
        next.close();
    }

    @Test
    void nobodyMissesAMessageAndNotAllComeBackAtOnce() throws InterruptedException {
        for (int i = 0; i < SESSIONS; i++) {
            if (i % IN_EACH_ROOM < TALKERS) {
                members.get(i).talk(PAUSE);
            }
        }
        await().atMost(DEADLINE)
                .until(() -> members.stream().allMatch(member -> member.heard().size() >= 5));

        long start = System.nanoTime();
        host.terminate();
        assertThat(host.process().waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        host.awaitEnd(0);

        await().atMost(DEADLINE).until(() -> members.stream().allMatch(DrainedMember::isBack));
        print(start);
        for (int room = 0; room <= (SESSIONS - 1) / IN_EACH_ROOM; room++) {
            int first = room * IN_EACH_ROOM;
            assertOneConversation(members.subList(first, Math.min(SESSIONS, first + IN_EACH_ROOM)));
        }
        assertThat(members).allSatisfy(member -> assertThat(member.notices()).isEqualTo(1));
        assertEverythingThatWasSentArrived();
        assertThat(members.stream().mapToLong(DrainedMember::endedNanos).max().orElseThrow() - start)
                .as("the last one leaves when the time is nearly over")
                .isGreaterThan(Duration.ofMillis(Math.min(5_000, SESSIONS * 10)).toNanos() * 3 / 4);
        host.assertNoComplaint();
    }

    /** The server's log tells of each session how many packets it has written, and whether some still waited. */
    private void assertEverythingThatWasSentArrived() {
        List<String> ends = host.log().stream()
                .filter(line -> line.contains("ended: draining"))
                .toList();
        assertThat(ends).hasSize(SESSIONS).noneMatch(line -> line.contains("still waiting"));
        long sent = ends.stream()
                .flatMap(line -> OUT.matcher(line).results())
                .map(MatchResult::group)
                .mapToLong(out -> Long.parseLong(out.replaceAll("[^0-9]", "")))
                .sum();
        assertThat(members.stream().mapToLong(DrainedMember::received).sum()).isEqualTo(sent);
    }

    /** Whoever left earlier has heard the beginning of what the others have heard. */
    private static void assertOneConversation(List<DrainedMember> room) {
        List<String> longest = room.stream()
                .map(DrainedMember::heard)
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        assertThat(room)
                .allSatisfy(member -> assertThat(member.heard())
                        .isEqualTo(longest.subList(0, member.heard().size())));
    }

    private void print(long start) {
        StringBuilder table = new StringBuilder("closes and reconnects of " + SESSIONS + " sessions\n"
                + "| half second | closed | back |\n|---|---|---|\n");
        long halves = 1
                + half(
                        start,
                        DrainedMember::backNanos,
                        members.stream()
                                .max(Comparator.comparingLong(DrainedMember::backNanos))
                                .orElseThrow());
        for (int half = 0; half < halves; half++) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %.1f s | %d | %d |%n",
                    half / 2.0,
                    count(start, DrainedMember::endedNanos, half),
                    count(start, DrainedMember::backNanos, half)));
        }
        System.out.println(table);
    }

    private long count(long start, ToLongFunction<DrainedMember> moment, int half) {
        return members.stream()
                .filter(member -> half(start, moment, member) == half)
                .count();
    }

    private static long half(long start, ToLongFunction<DrainedMember> moment, DrainedMember member) {
        return TimeUnit.NANOSECONDS.toMillis(moment.applyAsLong(member) - start) / 500;
    }
}
