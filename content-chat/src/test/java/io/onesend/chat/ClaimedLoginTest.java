package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.HeldClaims.Id;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.Authenticator;
import io.onesend.chat.login.HeldPasswords;
import io.onesend.chat.login.LoginHandler;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.room.LocalOrder;
import io.onesend.chat.room.RoomDirectory;
import io.onesend.chat.room.RoomHandler;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.chat.user.UserDirectory;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins whose user id is asked for elsewhere: what comes before the answer, and what gives the id back. */
class ClaimedLoginTest {

    private final LogicLoop loop = LogicLoop.stepped();
    private final HeldClaims claims = new HeldClaims();
    private final FakeAccountStore accounts = new FakeAccountStore();
    private final ChatCounters counters = new ChatCounters();
    private long sessions;

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aLoginWaitsForItsClaimAndGetsTheNumberThatWasClaimed() {
        ChatListener chat = chat(ChatConfig.defaults());
        FakeSession alice = begin(chat, "alice", ChatFixture.PASSWORD);
        assertThat(alice.takeSent()).isEmpty();
        assertThat(alice.isSuspended()).isTrue();

        Id claimed = answer(ResultCode.NONE);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
        assertThat(userOf(alice)).isEqualTo(claimed);
        assertThat(claims.released()).isEmpty();
    }

    @Test
    void aRefusedClaimRefusesTheLoginAndTheNextOneMaySucceed() {
        ChatListener chat = chat(ChatConfig.defaults());
        FakeSession alice = begin(chat, "alice", ChatFixture.PASSWORD);
        answer(ResultCode.LOGIN_USER_ALREADY);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_USER_ALREADY));

        alice.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
        answer(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_BACKEND_UNAVAILABLE));

        alice.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
        answer(ResultCode.NONE);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
        assertThat(claims.released()).as("only what was claimed is given back").isEmpty();
    }

    @Test
    void aWrongPasswordClaimsNothing() {
        FakeSession alice = begin(chat(ChatConfig.defaults()), "alice", "wrong");
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_USER_INVALID_PW));
        assertThat(claims.waiting()).isZero();
    }

    @Test
    void aSessionThatEndsWhileItsClaimIsAskedGivesTheIdBack() {
        ChatListener chat = chat(ChatConfig.defaults());
        begin(chat, "alice", ChatFixture.PASSWORD).hangUp();
        assertThat(claims.released()).as("nothing is claimed yet").isEmpty();
        Id claimed = answer(ResultCode.NONE);
        assertThat(claims.released()).containsExactly(claimed);
        assertThat(counters.read().users()).isZero();
    }

    @Test
    void aSessionThatEndsBeforeItsClaimIsRefusedGivesNothingBack() {
        ChatListener chat = chat(ChatConfig.defaults());
        begin(chat, "alice", ChatFixture.PASSWORD).hangUp();
        answer(ResultCode.LOGIN_USER_ALREADY);
        assertThat(claims.released()).isEmpty();
    }

    @Test
    void theEndOfASessionGivesItsIdBackOnce() {
        ChatListener chat = chat(ChatConfig.defaults());
        FakeSession alice = begin(chat, "alice", ChatFixture.PASSWORD);
        Id claimed = answer(ResultCode.NONE);
        alice.hangUp();
        connect(chat).hangUp();
        assertThat(claims.released()).containsExactly(claimed);
    }

    @Test
    void anIdIsGivenBackIfTheServerHasFilledUpMeanwhile() {
        ChatListener chat = chat(Configs.maxUsers(1));
        FakeSession alice = begin(chat, "alice", ChatFixture.PASSWORD);
        FakeSession bob = begin(chat, "bob", ChatFixture.PASSWORD);
        answer(ResultCode.NONE);
        Id ofBob = answer(ResultCode.NONE);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.NONE));
        assertThat(bob.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_USER_USED_ALL_OBJ));
        assertThat(claims.released()).containsExactly(ofBob);
    }

    @Test
    void aTokenIsUsedUpOnlyAfterTheClaim() {
        ChatListener chat = chat(Configs.login(LoginMode.TOKEN, false));
        FakeSession alice = begin(chat, "alice", "t0ken");
        assertThat(accounts.tokens).containsKey("alice");
        answer(ResultCode.LOGIN_USER_ALREADY);
        assertThat(accounts.tokens).as("a refused login leaves it").containsKey("alice");

        alice.receive(new LoginRequest("alice", "t0ken"));
        answer(ResultCode.NONE);
        assertThat(accounts.tokens).doesNotContainKey("alice");
        assertThat(alice.takeSent())
                .containsExactly(new LoginResponse(ResultCode.LOGIN_USER_ALREADY), new LoginResponse(ResultCode.NONE));
        assertThat(claims.released()).isEmpty();
    }

    @Test
    void aTokenThatIsGoneAfterTheClaimGivesTheIdBack() {
        ChatListener chat = chat(Configs.login(LoginMode.TOKEN, false));
        FakeSession alice = begin(chat, "alice", "t0ken");
        accounts.tokens.remove("alice");
        Id claimed = answer(ResultCode.NONE);
        assertThat(alice.takeSent()).containsExactly(new LoginResponse(ResultCode.LOGIN_USER_INVALID_PW));
        assertThat(claims.released()).containsExactly(claimed);
    }

    @Test
    void aSessionThatEndsWhileItsTokenIsTakenGivesTheIdBack() {
        ChatListener chat = chat(Configs.login(LoginMode.TOKEN, false));
        FakeSession alice = begin(chat, "alice", "t0ken");
        accounts.hold();
        Id claimed = answer(ResultCode.NONE);
        alice.hangUp();
        assertThat(claims.released()).isEmpty();
        accounts.answerNext();
        alice.settle();
        assertThat(claims.released()).containsExactly(claimed);
        assertThat(counters.read().users()).isZero();
    }

    @Test
    void aSessionThatEndsWhileItComesBackGivesTheIdBack() {
        FakeSession alice = connect(chat(ChatConfig.defaults()));
        alice.receive(new ResumeRequest("alice", "t0ken", ResumeRequest.NO_ROOM, 0, 0));
        HeldClaims.Back back = claims.back();
        assertThat(back.token()).isEqualTo("t0ken");
        alice.hangUp();
        loop.execute(() -> back.answer()
                .accept(new UserClaims.TakenOver(ResultCode.NONE, back.id().uniqueId(), "", null, () -> {})));
        alice.settle();
        assertThat(claims.released()).containsExactly(back.id());
        assertThat(counters.read().users()).isZero();
    }

    private ChatListener chat(ChatConfig config) {
        HeldPasswords passwords = new HeldPasswords();
        String hash = HeldPasswords.CHEAP.hash(ChatFixture.PASSWORD);
        accounts.hashes.put("alice", hash);
        accounts.hashes.put("bob", hash);
        accounts.tokens.put("alice", "t0ken");
        UserDirectory users = new UserDirectory(config.maxUsers(), new AtomicLong()::incrementAndGet, counters);
        Authenticator authenticator = Authenticator.of(config, accounts, passwords.threads());
        LoginHandler login = new LoginHandler(config, users, claims, authenticator, counters, System::nanoTime);
        RoomDirectory rooms =
                new RoomDirectory(config.rooms(), new LocalOrder(), ChatProtocol.serverRegistry(), counters);
        return new ChatListener(
                config,
                counters,
                session -> new ChatUser(session, ChatProtocol.serverRegistry(), config.rate(), System::nanoTime),
                login,
                new RoomHandler(rooms, counters),
                null);
    }

    private FakeSession connect(ChatListener chat) {
        return new FakeSession(++sessions, new InetSocketAddress("127.0.0.1", 40_000), loop, chat);
    }

    private FakeSession begin(ChatListener chat, String userId, String password) {
        FakeSession session = connect(chat);
        session.receive(new LoginRequest(userId, password));
        return session;
    }

    /** Answers the oldest claim on the loop, and lets everything happen that follows. */
    private Id answer(ResultCode result) {
        Id[] claimed = new Id[1];
        loop.execute(() -> claimed[0] = claims.answer(result));
        while (loop.step() > 0) {
            continue;
        }
        return claimed[0];
    }

    private Id userOf(FakeSession session) {
        Id[] id = new Id[1];
        loop.execute(() -> {
            ChatUser user = (ChatUser) session.attachment();
            assertThat(user).isNotNull();
            id[0] = new Id(user.userId(), user.uniqueId());
        });
        session.settle();
        return id[0];
    }
}
