package io.onesend.chat.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.ban.Ban;
import io.onesend.chat.ban.BanTarget;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAdminTest {

    private static final int FIRST = 100;

    private final ChatFixture chat = ChatFixture.withDefaults();
    private final ChatAdmin admin = chat.server.admin();

    @AfterEach
    void close() {
        chat.close();
    }

    private <T> T answer(CompletionStage<T> stage) {
        chat.settle();
        CompletableFuture<T> answer = stage.toCompletableFuture();
        assertThat(answer).isCompleted();
        return answer.join();
    }

    private static String ended(FakeSession session) {
        DisconnectReason why = session.ended();
        return why == null ? "not ended" : why.toString();
    }

    @Test
    void knowsNobodyBeforeSomebodyHasConnected() {
        assertThat(answer(admin.users("", "", FIRST))).isEmpty();
        assertThat(answer(admin.rooms(new RoomQuery(RoomQuery.Order.USERS, FIRST, null)))
                        .rooms())
                .isEmpty();
        assertThat(answer(admin.kick("alice", ""))).isEmpty();
        assertThat(answer(admin.noticeToAll("hello"))).isZero();
    }

    @Test
    void listsUsersByPrefixInTheOrderOfTheirIdsPageByPage() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS); // As a user's time is kept.
        chat.loggedIn("bob");
        chat.inRoom("anna", 3);
        chat.loggedIn("alice");
        chat.connect();

        assertThat(ids(answer(admin.users("", "", FIRST)))).containsExactly("alice", "anna", "bob");
        assertThat(ids(answer(admin.users("a", "", FIRST)))).containsExactly("alice", "anna");
        assertThat(ids(answer(admin.users("a", "alice", FIRST)))).containsExactly("anna");
        assertThat(ids(answer(admin.users("", "", 2)))).containsExactly("alice", "anna");
        assertThat(answer(admin.users("c", "", FIRST))).isEmpty();

        UserInfo anna = answer(admin.user("anna")).orElseThrow();
        assertThat(anna.room()).isEqualTo(3);
        assertThat(anna.since()).isBetween(before, Instant.now());
        assertThat(answer(admin.user("alice")).orElseThrow().room()).isEqualTo(ChatUser.NO_ROOM);
        assertThat(answer(admin.user("nobody"))).isEmpty();
    }

    private static List<String> ids(List<UserInfo> users) {
        return users.stream().map(UserInfo::userId).toList();
    }

    @Test
    void tellsWhoHasASession() {
        FakeSession alice = chat.loggedIn("alice");
        FakeSession stranger = chat.connect();

        List<Optional<UserInfo>> users = answer(admin.usersOf(List.of(stranger, alice)));

        assertThat(users.get(0)).isEmpty();
        assertThat(users.get(1).map(UserInfo::userId)).contains("alice");
    }

    @Test
    void listsTheRoomsInUseByUsersAndByRate() {
        chat.inRoom("a", 2);
        FakeSession talker = chat.inRoom("b", 7);
        chat.inRoom("c", 2);
        chat.inRoom("d", 5).hangUp();
        IntStream.range(0, 5).forEach(i -> talker.receive(new RoomChatRequest("hello")));

        RoomPage byUsers = answer(admin.rooms(new RoomQuery(RoomQuery.Order.USERS, 1, null)));
        assertThat(byUsers.inUse()).isEqualTo(2);
        assertThat(byUsers.rooms()).extracting(RoomInfo::number).containsExactly(2);
        assertThat(byUsers.rooms()).extracting(RoomInfo::users).containsExactly(2);

        RoomPage next = answer(admin.rooms(new RoomQuery(RoomQuery.Order.USERS, 1, byUsers.next())));
        assertThat(next.rooms()).extracting(RoomInfo::number).containsExactly(7);
        assertThat(next.rooms()).extracting(RoomInfo::messages).containsExactly(5L);
        assertThat(next.next()).isNull();

        CompletableFuture<RoomPage> byRate =
                admin.rooms(new RoomQuery(RoomQuery.Order.RATE, FIRST, null)).toCompletableFuture();
        chat.settle();
        assertThat(byRate).as("the rate is measured over a second").isNotDone();
    }

    @Test
    void tellsTheMembersOfARoom() {
        chat.inRoom("alice", 2);
        chat.inRoom("bob", 2);

        RoomMembersPage all = answer(admin.room(2, 0, FIRST)).orElseThrow();
        assertThat(all.members()).extracting(MemberInfo::userId).containsExactly("alice", "bob");
        assertThat(all.members()).allMatch(member -> member.here() != null);
        assertThat(all.hasMore()).isFalse();

        RoomMembersPage first = answer(admin.room(2, 0, 1)).orElseThrow();
        assertThat(first.hasMore()).isTrue();
        assertThat(answer(admin.room(2, 1, 1)).orElseThrow().members())
                .extracting(MemberInfo::userId)
                .containsExactly("bob");
        assertThat(answer(admin.room(3, 0, FIRST)).orElseThrow().members()).isEmpty();
        assertThat(answer(admin.room(1_000_000, 0, FIRST))).isEmpty();
    }

    @Test
    void kicksAUserByIdAndASession() {
        FakeSession alice = chat.inRoom("alice", 2);
        FakeSession bob = chat.inRoom("bob", 2);
        FakeSession stranger = chat.connect();

        assertThat(answer(admin.kick("alice", "spam")).map(UserInfo::room)).contains(2);
        assertThat(ended(alice)).isEqualTo("kicked (spam)");
        assertThat(answer(admin.kick("alice", "spam"))).as("gone by now").isEmpty();

        answer(admin.kick(bob, ""));
        assertThat(ended(bob)).isEqualTo("kicked");
        answer(admin.kick(stranger, ""));
        assertThat(ended(stranger)).isEqualTo("kicked");
        assertThat(answer(admin.users("", "", FIRST))).isEmpty();
    }

    @Test
    void saysSomethingInARoomOrToEverybody() {
        FakeSession member = chat.inRoom("alice", 2);
        FakeSession elsewhere = chat.inRoom("bob", 3);
        FakeSession inNoRoom = chat.loggedIn("carol");
        FakeSession stranger = chat.connect();

        assertThat(answer(admin.notice(2, "to the room"))).contains(1);
        assertThat(member.takeSent()).containsExactly(new RoomChatNotify("*", "to the room"));
        assertThat(elsewhere.takeSent()).isEmpty();
        assertThat(answer(admin.notice(4, "to nobody"))).contains(0);
        assertThat(answer(admin.notice(1_000_000, "nowhere"))).isEmpty();

        assertThat(answer(admin.noticeToAll("to all"))).isEqualTo(3);
        for (FakeSession user : List.of(member, elsewhere, inNoRoom)) {
            assertThat(user.takeSent()).containsExactly(new RoomChatNotify("*", "to all"));
        }
        assertThat(stranger.takeSent()).isEmpty();
        assertThat(chat.server.statistics().messages())
                .as("no user has said it")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with\0nul"})
    void refusesANoticeThatNoPacketHolds(String text) {
        assertThatThrownBy(() -> admin.noticeToAll(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.notice(2, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.notice(2, "x".repeat(257)))
                .hasMessage("a notice has 1 to 256 bytes of UTF-8; this one has 257");
    }

    @Test
    void nobodyLogsInAsTheSpeakerOfNotices() {
        chat.addUser("*");
        FakeSession session = chat.connect();
        session.receive(new LoginRequest("*", ChatFixture.PASSWORD));
        assertThat(session.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_USER_INVALID_ID));
    }

    @Test
    void aBannedUserIsSentAwayAndCannotLogInUntilItIsUnbanned() {
        FakeSession alice = chat.loggedIn("alice");
        BanTarget target = new BanTarget.User("alice");

        chat.server.bans().ban(new Ban(target, Instant.now(), null, "op", "spam"));
        chat.settle();
        assertThat(ended(alice)).isEqualTo("banned (spam)");

        FakeSession again = chat.connect();
        again.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
        assertThat(again.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_TOO_MANY_ATTEMPTS));

        chat.server.bans().unban(target);
        again.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
        assertThat(again.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
    }

    @Test
    void aUserWhoIsBannedWhileItsPasswordIsCheckedStaysOut() {
        chat.addUser("alice");
        chat.passwords.hold();
        FakeSession alice = chat.connect();
        alice.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
        chat.server.bans().ban(new Ban(new BanTarget.User("alice"), Instant.now(), null, "op", ""));
        chat.passwords.runNext();
        chat.settle();

        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_TOO_MANY_ATTEMPTS));
    }

    @Test
    void answersTwoAtATimeAndTellsTheThirdThatItIsBusy() {
        chat.connect();
        CompletionStage<List<UserInfo>> first = admin.users("", "", FIRST);
        CompletionStage<List<UserInfo>> second = admin.users("", "", FIRST);

        assertThat(admin.users("", "", FIRST))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NoAnswerException.class)
                .withMessageContaining("busy");

        assertThat(answer(first)).isEmpty();
        assertThat(answer(second)).isEmpty();
        assertThat(answer(admin.users("", "", FIRST))).isEmpty();
    }

    @Test
    void saysSoWhenTheLogicThreadDoesNotAnswer() {
        chat.connect();

        assertThat(admin.users("", "", FIRST))
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(NoAnswerException.class)
                .withMessageContaining("the logic thread has not answered within 2 s");
    }
}
