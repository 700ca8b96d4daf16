package io.onesend.chat.room;

import static io.onesend.chat.packet.ResultCode.CHAT_INVALID_MESSAGE;
import static io.onesend.chat.packet.ResultCode.ENTER_ROOM_FULL_USER;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.OnLoop;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.room.SharedRoom.Local;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room with members on other hosts too, whose order decides later. */
class SharedRoomTest {

    private static final DisconnectReason GAP = DisconnectReason.of("gap", Fault.OURS);

    private final SharedRoom shared = new SharedRoom();

    @RegisterExtension
    private final OnLoop onLoop = new OnLoop(shared.chat);

    private final Room room = shared.room;
    private final HeldOrder order = shared.order;
    private final ChatCounters counters = shared.counters;

    @Test
    void loginsAreNumberedByTheSupplier() {
        assertThat(shared.loggedIn("alice").user().uniqueId()).isEqualTo(10);
        assertThat(shared.loggedIn("bob").user().uniqueId()).isEqualTo(20);
    }

    @Test
    void nothingHappensBeforeTheOrderDecides() {
        Local alice = shared.loggedIn("alice");
        room.enter(alice.user());
        assertThat(alice.session().takeSent()).isEmpty();
        assertThat(room.hasLocals()).isFalse();
        order.take().apply();
        assertThat(alice.session().takeSent())
                .containsExactly(new RoomEnterResponse(NONE), new RoomUserListNotify(List.of(new User(10, "alice"))));
        assertThat(room.hasLocals()).isTrue();
        assertThat(room.number()).isEqualTo(SharedRoom.NUMBER);
    }

    @Test
    void aNewcomerIsListedBehindTheMembersOfAllHostsInOrderOfEntry() {
        room.populate(List.of(new Room.Member(5, "far"), new Room.Member(3, "farther")));
        room.apply(new RoomEvent.Entered(4, "third"), null);
        Local alice = shared.entered("alice");
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomEnterResponse(NONE),
                        new RoomUserListNotify(List.of(
                                new User(5, "far"),
                                new User(3, "farther"),
                                new User(4, "third"),
                                new User(10, "alice"))));
    }

    @Test
    void whoGoesOnElsewhereIsNotSentToAnyMoreAndItsSessionHereEnds() {
        Local alice = shared.entered("alice");
        alice.session().takeSent();
        room.apply(new RoomEvent.Moved(alice.user().uniqueId()), null);
        assertThat(alice.session().ended()).isEqualTo(Room.RESUMED_ELSEWHERE);
        assertThat(room.hasLocals()).isFalse();
        assertThat(room.hasMember(alice.user().uniqueId())).isTrue();
    }

    @Test
    void localsHearWhatUsersOfOtherHostsDo() {
        Local alice = shared.entered("alice");
        alice.session().takeSent();
        room.apply(new RoomEvent.Entered(5, "far"), null);
        room.apply(new RoomEvent.Said(5, "far", "hello"), null);
        assertThat(room.hasMember(5)).isTrue();
        room.apply(new RoomEvent.Left(5), null);
        assertThat(room.hasMember(5)).isFalse();
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomNewUserNotify(5, "far"),
                        new RoomChatNotify("far", "hello"),
                        new RoomLeaveUserNotify(5));
        assertThat(counters.read().messages()).as("accepted here").isZero();
        assertThat(counters.read().deliveries()).isOne();
    }

    @Test
    void aMoveIsHeardByNobodyAndItsUserHearsNothingMoreHere() {
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.apply(new RoomEvent.Moved(20), null);
        room.apply(new RoomEvent.Said(20, "bob", "from there"), null);
        assertThat(alice.session().takeSent()).containsExactly(new RoomChatNotify("bob", "from there"));
        assertThat(bob.session().takeSent()).isEmpty();
    }

    @Test
    void aRefusedMessageIsAnsweredAndHeardByNobody() {
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.chat(alice.user(), "hello");
        room.refuseChat(alice.user(), CHAT_INVALID_MESSAGE);
        assertThat(alice.session().takeSent()).containsExactly(new RoomChatResponse(CHAT_INVALID_MESSAGE));
        assertThat(bob.session().takeSent()).isEmpty();
        order.take();

        room.refuseEntry(bob.user(), ENTER_ROOM_FULL_USER);
        assertThat(bob.session().takeSent()).containsExactly(new RoomEnterResponse(ENTER_ROOM_FULL_USER));
    }

    @Test
    void anEntryWhoseSessionHasEndedMeanwhileIsOneOfAUserElsewhere() {
        Local alice = shared.entered("alice");
        Local gone = shared.loggedIn("gone");
        room.enter(gone.user());
        gone.user().disconnected();
        take(alice);
        order.take().apply();
        assertThat(gone.session().takeSent()).isEmpty();
        assertThat(alice.session().takeSent()).containsExactly(new RoomNewUserNotify(20, "gone"));
        room.apply(new RoomEvent.Left(20), null);
        assertThat(alice.session().takeSent()).containsExactly(new RoomLeaveUserNotify(20));
    }

    @Test
    void aDetachedUserHearsNothingAndStaysAMemberUntilItsLeaveComes() {
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.detach(alice.user());
        room.detach(alice.user());
        room.apply(new RoomEvent.Said(20, "bob", "hello"), null);
        assertThat(alice.session().takeSent()).isEmpty();
        Local carol = shared.entered("carol");
        assertThat(carol.session().takeSent())
                .contains(new RoomUserListNotify(
                        List.of(new User(10, "alice"), new User(20, "bob"), new User(30, "carol"))));
        take(bob);
        room.apply(new RoomEvent.Left(10), null);
        assertThat(bob.session().takeSent()).containsExactly(new RoomLeaveUserNotify(10));
        assertThat(alice.session().ended()).isNull();
    }

    @Test
    void whoLeavesLocallyIsAnsweredAtOnceAndTheOthersHearOfItByTheEvent() {
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.leave(alice.user());
        room.leaveLocally(alice.user());
        assertThat(alice.session().takeSent()).containsExactly(new RoomLeaveResponse(NONE));
        assertThat(alice.user().state()).isEqualTo(ChatUser.State.LOGGED_IN);
        assertThat(bob.session().takeSent()).isEmpty();
        room.apply(order.take().event(), null);
        assertThat(alice.session().takeSent()).isEmpty();
        assertThat(bob.session().takeSent()).containsExactly(new RoomLeaveUserNotify(10));
    }

    @Test
    void aLocalWhomAnotherHostHasTakenOutIsClosed() {
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.apply(new RoomEvent.Left(10), null);
        assertThat(alice.session().ended()).isEqualTo(Room.LEASE_LOST);
        assertThat(alice.session().takeSent()).isEmpty();
        assertThat(bob.session().takeSent()).containsExactly(new RoomLeaveUserNotify(10));
    }

    @Test
    void aNewcomerWhomTheSnapshotHasAlreadyIsListedOnceAndLast() {
        Local alice = shared.loggedIn("alice");
        room.populate(List.of(new Room.Member(10, "alice"), new Room.Member(5, "far")));
        room.admit(alice.user());
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomEnterResponse(NONE),
                        new RoomUserListNotify(List.of(new User(5, "far"), new User(10, "alice"))));
        room.apply(new RoomEvent.Said(5, "far", "hello"), null);
        assertThat(alice.session().takeSent()).containsExactly(new RoomChatNotify("far", "hello"));
    }

    @Test
    void aRewrittenRoomTellsItsLocalsWhoHasGoneAndThenWhoHasCome() {
        room.populate(List.of(new Room.Member(5, "far"), new Room.Member(6, "gone")));
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        List<ChatUser> lost = room.reconcile(
                List.of(new Room.Member(5, "far"), new Room.Member(8, "new"), new Room.Member(10, "alice")));
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomLeaveUserNotify(6), new RoomLeaveUserNotify(20), new RoomNewUserNotify(8, "new"));
        assertThat(lost).containsExactly(bob.user());
        assertThat(bob.session().takeSent()).isEmpty();
        Local carol = shared.entered("carol");
        assertThat(carol.session().takeSent())
                .contains(new RoomUserListNotify(
                        List.of(new User(5, "far"), new User(8, "new"), new User(10, "alice"), new User(30, "carol"))));
    }

    @Test
    void aRoomThatIsForgottenCanBePopulatedAgain() {
        room.populate(List.of(new Room.Member(5, "far")));
        assertThatThrownBy(() -> room.populate(List.of())).isInstanceOf(IllegalStateException.class);
        Local alice = shared.entered("alice");
        assertThatThrownBy(room::forget).isInstanceOf(IllegalStateException.class);
        room.leave(alice.user());
        order.take().apply();
        room.forget();
        room.populate(List.of(new Room.Member(6, "other")));
        alice.session().takeSent();
        room.enter(alice.user());
        order.take().apply();
        assertThat(alice.session().takeSent())
                .contains(new RoomUserListNotify(List.of(new User(6, "other"), new User(10, "alice"))));
    }

    @Test
    void closingTheLocalsEndsTheirSessionsAndKeepsTheirPlacesUntilTheyLeave() {
        room.populate(List.of(new Room.Member(5, "far")));
        Local alice = shared.entered("alice");
        Local bob = shared.entered("bob");
        take(alice, bob);
        room.closeLocals(GAP);
        assertThat(alice.session().ended()).isEqualTo(GAP);
        assertThat(bob.session().ended()).isEqualTo(GAP);
        assertThat(room.hasLocals()).isFalse();
        assertThat(counters.read().roomsInUse()).isZero();

        room.disconnected(alice.user());
        assertThat(order.size()).isOne();
        Local carol = shared.entered("carol");
        assertThat(carol.session().takeSent())
                .contains(new RoomUserListNotify(List.of(
                        new User(5, "far"), new User(10, "alice"), new User(20, "bob"), new User(30, "carol"))));
    }

    @Test
    void aRoomIsInUseWhileAUserOfThisHostIsIn() {
        room.populate(List.of(new Room.Member(5, "far")));
        assertThat(counters.read().roomsInUse()).isZero();
        Local alice = shared.entered("alice");
        assertThat(counters.read().roomsInUse()).isOne();
        room.leave(alice.user());
        order.take().apply();
        assertThat(counters.read().roomsInUse()).isZero();
    }

    private static void take(Local... locals) {
        for (Local local : locals) {
            local.session().takeSent();
        }
    }
}
