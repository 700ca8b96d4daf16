package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enter and leave by content-chat/README.md: 206 to 217, their order and results. */
class RoomIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void theNewcomerGets207AndThen209AndTheOthers208() {
        int room = chat.room();
        String aliceId = chat.account();
        String bobId = chat.account();
        try (RawClient alice = chat.login(aliceId);
                RawClient bob = chat.login(bobId)) {
            alice.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
            assertThat(alice.next(Wire.ROOM_USER_LIST_NOTIFY).users())
                    .extracting(Packet.User::userId)
                    .containsExactly(aliceId);

            bob.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 0);
            assertThat(bob.next(Wire.ROOM_USER_LIST_NOTIFY).users())
                    .extracting(Packet.User::userId)
                    .containsExactly(aliceId, bobId);

            assertThat(alice.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId()).isEqualTo(bobId);
            alice.assertQuiet();
            bob.assertQuiet();
        }
    }

    @Test
    void everyNotifyTellsOneUserByTheSameUniqueId() {
        int room = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.user();
                RawClient carol = chat.user()) {
            long told = bob.enter(room).get(1).uniqueId();
            assertThat(alice.next(Wire.ROOM_NEW_USER_NOTIFY).uniqueId()).isEqualTo(told);
            assertThat(carol.enter(room).get(1).uniqueId()).isEqualTo(told);
            bob.next(Wire.ROOM_NEW_USER_NOTIFY);

            bob.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);

            alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(told);
            assertThat(carol.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(told);
        }
    }

    @Test
    void theListIsInOrderOfEntryAlsoAfterSomeoneLeftAndCameBack() {
        int room = chat.room();
        String firstId = chat.account();
        String secondId = chat.account();
        String thirdId = chat.account();
        try (RawClient first = chat.login(firstId);
                RawClient second = chat.login(secondId);
                RawClient third = chat.login(thirdId)) {
            first.enter(room);
            second.enter(room);
            assertThat(third.enter(room)).extracting(Packet.User::userId).containsExactly(firstId, secondId, thirdId);

            first.next(Wire.ROOM_NEW_USER_NOTIFY);
            first.next(Wire.ROOM_NEW_USER_NOTIFY);
            first.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            assertThat(first.enter(room)).extracting(Packet.User::userId).containsExactly(secondId, thirdId, firstId);
        }
    }

    @Test
    void theLeaverGets216AndTheOthers217() {
        int room = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.user()) {
            bob.enter(room);
            long uniqueId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).uniqueId();

            bob.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0).assertQuiet();

            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(uniqueId);
            alice.assertQuiet();
        }
    }

    @Test
    void aLostConnectionIsALeaveToTheOthersHoweverItWasLost() {
        int room = chat.room();
        try (RawClient alice = chat.member(room)) {
            RawClient closing = chat.user();
            closing.enter(room);
            long closingId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).uniqueId();
            closing.close();
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(closingId);

            RawClient resetting = chat.user();
            resetting.enter(room);
            long resettingId = alice.next(Wire.ROOM_NEW_USER_NOTIFY).uniqueId();
            resetting.reset();
            assertThat(alice.next(Wire.ROOM_LEAVE_USER_NOTIFY).uniqueId()).isEqualTo(resettingId);
            alice.assertQuiet();
        }
    }

    @Test
    void aLeaverMayEnterAnotherRoomAndHearsNothingMoreOfTheFirst() {
        int room = chat.room();
        int other = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.user()) {
            bob.enter(room);
            bob.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            assertThat(bob.enter(other)).hasSize(1);
            alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            alice.next(Wire.ROOM_LEAVE_USER_NOTIFY);

            alice.chat("anybody here?");

            bob.assertQuiet();
        }
    }

    @Test
    void beforeALoginEnterIsRefusedWith51AndLeaveWith71() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.enter(0)).expect(Wire.ROOM_ENTER_RESPONSE, 51);
            client.send(Wire.enter(-1)).expect(Wire.ROOM_ENTER_RESPONSE, 51);
            client.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 71);
            client.assertQuiet();
        }
    }

    @Test
    void enterWhileInARoomIsRefusedWith52AndChangesNothing() {
        int room = chat.room();
        int other = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.member(other)) {
            alice.send(Wire.enter(other)).expect(Wire.ROOM_ENTER_RESPONSE, 52);
            alice.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 52);
            bob.assertQuiet();
            assertThat(alice.chat("still here").message()).isEqualTo("still here");
            bob.assertQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100, 101, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aRoomThatIsNotThereGets61(int room) {
        try (RawClient client = chat.user()) {
            client.send(Wire.enter(room)).expect(Wire.ROOM_ENTER_RESPONSE, 61).assertQuiet();
        }
    }

    @Test
    void theFirstAndTheLastRoomAreThere() {
        try (RawClient client = chat.user()) {
            client.enter(0);
            client.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            client.enter(99);
        }
    }

    @Test
    void leaveInNoRoomIsRefusedWith71AndToldNobody() {
        int room = chat.room();
        try (RawClient alice = chat.member(room);
                RawClient bob = chat.user()) {
            bob.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 71);
            bob.enter(room);
            alice.next(Wire.ROOM_NEW_USER_NOTIFY);
            bob.send(Wire.leave(), Wire.leave())
                    .expect(Wire.ROOM_LEAVE_RESPONSE, 0)
                    .expect(Wire.ROOM_LEAVE_RESPONSE, 71);
            alice.next(Wire.ROOM_LEAVE_USER_NOTIFY);
            alice.assertQuiet();
        }
    }

    @Test
    void answersToOneSessionComeInTheOrderOfItsRequests() {
        int room = chat.room();
        try (RawClient client = chat.user()) {
            client.send(
                    Wire.leave(),
                    Wire.ping(1),
                    Wire.enter(-1),
                    Wire.enter(room),
                    Wire.enter(room),
                    Wire.ping(2),
                    Wire.chat("hi"),
                    Wire.leave(),
                    Wire.chat("hi"),
                    Wire.ping(3));

            client.expect(Wire.ROOM_LEAVE_RESPONSE, 71);
            client.expect(Wire.PONG, 1);
            client.expect(Wire.ROOM_ENTER_RESPONSE, 61);
            client.expect(Wire.ROOM_ENTER_RESPONSE, 0).next(Wire.ROOM_USER_LIST_NOTIFY);
            client.expect(Wire.ROOM_ENTER_RESPONSE, 52);
            client.expect(Wire.PONG, 2);
            client.expect(Wire.ROOM_CHAT_RESPONSE, 0).next(Wire.ROOM_CHAT_NOTIFY);
            client.expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            client.expect(Wire.ROOM_CHAT_RESPONSE, 81);
            client.expect(Wire.PONG, 3);
        }
    }
}
