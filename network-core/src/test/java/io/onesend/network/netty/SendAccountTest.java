package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.netty.SendQueue.Offer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests when a session is writable, and who is told that it is again. */
class SendAccountTest {

    private static final SendLimits LIMITS = new SendLimits(100, 50, 25, 1000);

    private final SendBudget server = new SendBudget(1000);
    private final List<String> told = new ArrayList<>();
    private final SendAccount account = newAccount("first");

    private SendAccount newAccount(String name) {
        return new SendAccount(server, LIMITS, () -> told.add(name), new SendLaneCounters());
    }

    /** Takes all but some of the server's bytes, as other sessions do. */
    private void leaveAtServer(int bytes) {
        assertThat(server.reserve(1000 - server.used() - bytes)).isTrue();
    }

    @AfterEach
    void everyByteIsGivenBack() {
        assertThat(account.queued()).isZero();
    }

    @Test
    void derivesItsMarksFromTheLimit() {
        NetworkConfig.Send ring = NetworkConfig.builder()
                .sendStore(Store.RING)
                .sendMaxBytes(1 << 20)
                .sendMaxTotalBytes(1 << 29)
                .build()
                .send();

        assertThat(SendLimits.of(ring)).isEqualTo(new SendLimits(1 << 20, 1 << 19, 1 << 18, 1 << 20));
        NetworkConfig.Send queue =
                NetworkConfig.builder().sendMaxTotalBytes(1 << 29).build().send();
        assertThat(SendLimits.of(queue).longest()).as("alone in a queue").isEqualTo(1 << 29);
    }

    @Test
    void isNotWritableFromTheHighMarkToTheLowMark() {
        account.reserve(49);
        assertThat(account.isWritable()).isTrue();
        account.reserve(1);
        assertThat(account.isWritable()).as("at the high mark").isFalse();
        account.giveBack(24);
        assertThat(account.isWritable()).as("above the low mark").isFalse();
        assertThat(told).isEmpty();

        account.giveBack(1);

        assertThat(account.isWritable()).as("at the low mark").isTrue();
        assertThat(told).containsExactly("first");
        account.giveBack(25);
        assertThat(told).as("once for each fall").hasSize(1);
    }

    @Test
    void theBytesAreTheServersAgainWhenTheOwnerIsTold() {
        List<Long> used = new ArrayList<>();
        SendAccount watched = new SendAccount(server, LIMITS, () -> used.add(server.used()), new SendLaneCounters());
        watched.reserve(60);

        watched.giveBack(60);

        assertThat(used).containsExactly(0L);
    }

    @Test
    void tellsAgainAtTheNextFall() {
        for (int fall = 1; fall <= 3; fall++) {
            account.reserve(60);
            account.giveBack(60);
            assertThat(told).hasSize(fall);
        }
    }

    @Test
    void waitsAfterARefusalUntilThatPacketFits() {
        account.reserve(40);
        assertThat(account.reserve(90)).isEqualTo(Offer.SESSION_FULL);
        account.awaitRoom(90);
        assertThat(account.isWritable())
                .as("below the high mark, but full for this packet")
                .isFalse();

        account.giveBack(20);
        assertThat(told).as("90 and 20 are too much").isEmpty();
        account.giveBack(10);

        assertThat(told).hasSize(1);
        assertThat(account.reserve(90)).isEqualTo(Offer.ACCEPTED);
        account.giveBack(100);
    }

    @Test
    void tellsAtOnceIfTheBytesWereGivenBackMeanwhile() {
        account.reserve(100);
        assertThat(account.reserve(1)).isEqualTo(Offer.SESSION_FULL);
        account.giveBack(100);
        assertThat(told).as("of the fall below the low mark").hasSize(1);

        account.awaitRoom(1);

        assertThat(told).hasSize(2);
        assertThat(account.isWritable()).isTrue();
    }

    /** A queue may be full of many small packets at few bytes. */
    @Test
    void waitsForHalfOfWhatIsQueuedIfOnlyTheNumberOfPacketsIsFull() {
        account.reserve(10);
        account.awaitRoom(1);

        account.giveBack(4);
        assertThat(told).isEmpty();
        account.giveBack(1);
        assertThat(told).hasSize(1);
        account.giveBack(5);
    }

    @Test
    void acceptsAPacketAboveTheLimitAloneAndWaitsForTheEmptyQueue() {
        account.reserve(10);
        assertThat(account.reserve(300)).isEqualTo(Offer.SESSION_FULL);
        account.awaitRoom(300);
        account.giveBack(9);
        assertThat(told).isEmpty();
        account.giveBack(1);
        assertThat(told).hasSize(1);

        assertThat(account.reserve(300)).isEqualTo(Offer.ACCEPTED);
        assertThat(account.reserve(1)).as("it is the only one").isEqualTo(Offer.SESSION_FULL);
        assertThat(server.used()).isEqualTo(300);
        account.giveBack(300);
    }

    @Test
    void refusesForEverWhatNoEmptyQueueTakes() {
        assertThat(account.reserve(1001)).isEqualTo(Offer.TOO_LONG);
        SendAccount ring = new SendAccount(
                server, new SendLimits(100, 50, 25, 100), () -> told.add("ring"), new SendLaneCounters());
        assertThat(ring.reserve(101)).isEqualTo(Offer.TOO_LONG);
        assertThat(server.used()).isZero();
    }

    @Test
    void isToldWhenAnotherSessionsBytesMakeRoomAtTheServer() {
        leaveAtServer(10);
        assertThat(account.reserve(11)).isEqualTo(Offer.SERVER_FULL);
        account.awaitServer(11);
        assertThat(account.isWritable()).isFalse();

        server.giveBack(1);

        assertThat(told).containsExactly("first");
        assertThat(account.isWritable()).isTrue();
        assertThat(account.reserve(11)).isEqualTo(Offer.ACCEPTED);
        account.giveBack(11);
    }

    @Test
    void isToldAtOnceIfTheServerHasRoomByNow() {
        account.awaitServer(11);
        assertThat(told).containsExactly("first");
    }

    @Test
    void tellsOnlyThoseInFrontThatFitTogether() {
        leaveAtServer(0);
        account.awaitServer(30);
        newAccount("second").awaitServer(30);
        newAccount("third").awaitServer(30);

        server.giveBack(65);
        assertThat(told).containsExactly("first", "second");
        server.giveBack(30);
        assertThat(told).containsExactly("first", "second", "third");
    }

    /** Whoever is told may have nothing more to send; then nothing is given back that would tell the next. */
    @Test
    void tellsTheNextOnesSecondsLaterIfTheFirstDidNotTakeTheirRoom() {
        leaveAtServer(0);
        account.awaitServer(30);
        SendAccount second = newAccount("second");
        second.awaitServer(30);
        server.giveBack(30);
        assertThat(told).containsExactly("first");

        second.lookForRoomAtServer();

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void forgetsAClosedSessionAndTellsTheOthers() {
        leaveAtServer(0);
        account.awaitServer(30);
        newAccount("second").awaitServer(30);
        account.close();

        server.giveBack(30);

        assertThat(told).containsExactly("second");
        assertThat(account.isWritable()).isFalse();
        account.awaitServer(1);
        account.awaitRoom(1);
        server.giveBack(30);
        assertThat(told).containsExactly("second");
    }

    @Test
    void tellsNothingMoreAfterItsEnd() {
        account.reserve(60);
        account.close();
        account.giveBack(60);
        assertThat(told).isEmpty();
    }
}
