package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The drain of a host that is alone. */
class DrainTest {

    private static final Duration OVER = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final RoomChatNotify NOTICE = new RoomChatNotify(Drain.SPEAKER, Drain.NOTICE);
    private static final int ROOM = 7;

    private final ChatFixture chat = ChatFixture.withDefaults();

    @AfterEach
    void close() {
        chat.close();
    }

    private Draining drain() {
        Draining draining = chat.drain(OVER);
        chat.settle();
        return draining;
    }

    /** Lets this time pass, and returns how many sessions were closed in each tick of it. */
    private List<Long> pass(Duration time, List<FakeSession> sessions) {
        List<Long> closes = new ArrayList<>();
        for (Duration left = time; !left.isZero(); left = left.minus(TICK)) {
            long before = open(sessions);
            chat.pass(TICK);
            chat.settle();
            closes.add(before - open(sessions));
        }
        return closes;
    }

    private static long open(List<FakeSession> sessions) {
        return sessions.stream().filter(FakeSession::isOpen).count();
    }

    private List<FakeSession> connect(int count) {
        return IntStream.range(0, count).mapToObj(i -> chat.connect()).toList();
    }

    private static boolean isDone(Draining draining) {
        return draining.done().toCompletableFuture().isDone();
    }

    @Test
    void sessionsAreClosedOverTheTimeWhetherLoggedInOrNot() {
        List<FakeSession> sessions = new ArrayList<>(connect(300));
        for (int i = 0; i < 100; i++) {
            sessions.add(chat.loggedIn("user" + i));
        }
        Draining draining = drain();
        assertThat(open(sessions)).isEqualTo(400);

        List<Long> closes = pass(OVER, sessions);

        assertThat(closes).as("four a tick on average").allMatch(count -> count >= 3 && count <= 5);
        assertThat(open(sessions)).isZero();
        assertThat(sessions).allMatch(session -> Drain.DRAINING.equals(session.ended()));
        assertThat(isDone(draining)).isTrue();
    }

    @Test
    void fewSessionsAreClosedAtRandomTimesInRandomOrder() {
        List<FakeSession> sessions = connect(20);
        drain();

        List<Long> closes = pass(OVER.dividedBy(2), sessions);

        assertThat(open(sessions)).as("half of them, give or take").isBetween(3L, 17L);
        List<FakeSession> oldest = sessions.subList(0, 20 - (int) open(sessions));
        assertThat(open(oldest)).as("not the oldest first").isPositive();
        assertThat(closes).as("some ticks close none").contains(0L);
    }

    @Test
    void roomsAreToldOnceAndWhatIsSaidAfterwardsIsHeardToo() {
        FakeSession kim = chat.inRoom("kim", ROOM);
        FakeSession lee = chat.inRoom("lee", ROOM);
        FakeSession outside = chat.loggedIn("outside");
        kim.takeSent();
        drain();

        assertThat(kim.takeSent()).containsExactly(NOTICE);
        assertThat(outside.takeSent()).isEmpty();
        kim.receive(new RoomChatRequest("still here"));
        assertThat(lee.takeSent()).containsExactly(NOTICE, new RoomChatNotify("kim", "still here"));
        pass(OVER, List.of());
        assertThat(lee.takeSent()).doesNotContain(NOTICE);
    }

    @Test
    void whoComesMeanwhileIsClosedWithTheLast() {
        connect(1);
        Draining draining = drain();
        pass(OVER.minus(TICK), List.of());
        FakeSession late = chat.connect();

        assertThat(pass(TICK, List.of(late))).containsExactly(1L);
        assertThat(isDone(draining)).isTrue();
    }

    @Test
    void aDrainThatIsHurriedClosesTheRestInLessTime() {
        List<FakeSession> sessions = connect(100);
        Draining draining = drain();
        draining.closeWithin(Duration.ofMillis(500));
        chat.settle();

        assertThat(pass(Duration.ofMillis(500), sessions)).allMatch(count -> count >= 9 && count <= 12);
        assertThat(isDone(draining)).isTrue();
    }

    @Test
    void aDrainThatIsCutEndsWithItsSessions() {
        FakeSession stalled = chat.connect();
        stalled.stall();
        List<FakeSession> sessions = connect(10);
        Draining draining = drain();
        draining.cut();
        chat.settle();

        assertThat(open(sessions)).isZero();
        assertThat(stalled.ended()).isEqualTo(Drain.DRAINING);
        pass(TICK, List.of());
        assertThat(isDone(draining)).isTrue();
    }

    @Test
    void withNobodyThereItIsOverAtOnce() {
        assertThat(isDone(chat.drain(OVER))).as("no session ever").isTrue();
        chat.connect().hangUp();
        assertThat(isDone(drain())).isTrue();
    }

    @Test
    void aChatWhoseLoopIsClosedSaysThatItDoesNotDrain() {
        chat.connect();
        chat.loop.close();

        assertThat(chat.drain(OVER).done().toCompletableFuture()).isCompletedExceptionally();
    }
}
