package io.onesend.chat.admin;

import io.onesend.chat.ban.Ban;
import io.onesend.chat.ban.BanTarget;
import io.onesend.chat.ban.Bans;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomDirectory;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserDirectory;
import io.onesend.chat.user.UserIdRule;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of this host's users and rooms, and does to them, from any thread. Each stage completes within {@link
 * AdminTasks#WITHIN}, if only with a {@link NoAnswerException}: the logic loop is busy, or two questions are being answered already.
 * A task of the logic loop reads {@value #MOST_ROWS} rows at the most.
 */
@AnyThread
public final class ChatAdmin {

    /** The most rows of a page. */
    public static final int MOST_ROWS = 500;

    /** Ends the session of a user whom an operator has sent away. */
    public static final DisconnectReason KICKED = DisconnectReason.of("kicked", Fault.PEER);

    private static final Duration RATE_OVER = Duration.ofSeconds(1);

    /** Within this time after a listing of rooms by their rates, the next listing need not measure first. */
    private static final Duration RATE_IS_FRESH_FOR = Duration.ofSeconds(20);

    private final AdminTasks tasks;
    private final UserDirectory users;
    private final RoomDirectory rooms;

    /** Logic thread: the time of the last listing by rate; null: there was none. */
    private @Nullable Long ratesAt;

    /** Made by the chat server alone. */
    @SuppressWarnings("exports")
    public ChatAdmin(AdminTasks tasks, UserDirectory users, RoomDirectory rooms) {
        this.tasks = tasks;
        this.users = users;
        this.rooms = rooms;
    }

    static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_ROWS + " rows, not " + limit);
        }
    }

    /**
     * The users whose ids begin with a prefix, in the order of their ids.
     *
     * @param after only ids behind this one; empty: from the first
     * @param limit 1 to {@link #MOST_ROWS}
     */
    public CompletionStage<List<UserInfo>> users(String prefix, String after, int limit) {
        checkLimit(limit);
        String normal = UserIdRule.normalize(prefix);
        return tasks.ask(
                List.of(),
                question -> question.answer(users.some(normal, after, limit).stream()
                        .map(UserInfo::of)
                        .toList()));
    }

    /** The user of this id, if it is logged in here. */
    public CompletionStage<Optional<UserInfo>> user(String userId) {
        String normal = UserIdRule.normalize(userId);
        return tasks.ask(
                Optional.empty(),
                question ->
                        question.answer(Optional.ofNullable(users.find(normal)).map(UserInfo::of)));
    }

    /** The users of some sessions, in the same order; empty for one that has none. */
    public CompletionStage<List<Optional<UserInfo>>> usersOf(List<Session> sessions) {
        checkLimit(Math.max(1, sessions.size()));
        List<Optional<UserInfo>> none =
                sessions.stream().map(session -> Optional.<UserInfo>empty()).toList();
        return tasks.ask(
                none,
                question ->
                        question.answer(sessions.stream().map(ChatAdmin::userOf).toList()));
    }

    @LogicThread
    private static Optional<UserInfo> userOf(Session session) {
        return session.attachment() instanceof ChatUser user && user.isLoggedIn()
                ? Optional.of(UserInfo.of(user))
                : Optional.empty();
    }

    /** The rooms that have a member on this host. By rate it takes a second, if nobody has asked for that of late. */
    public CompletionStage<RoomPage> rooms(RoomQuery query) {
        return tasks.ask(new RoomPage(List.of(), 0, null), question -> {
            if (query.order() == RoomQuery.Order.RATE && !areRatesFresh()) {
                scan(
                        question,
                        query,
                        first -> question.goOnAfter(RATE_OVER, () -> scan(question, query, question::answer)));
            } else {
                scan(question, query, question::answer);
            }
        });
    }

    @LogicThread
    private boolean areRatesFresh() {
        long now = System.nanoTime();
        boolean fresh = ratesAt != null && now - ratesAt < RATE_IS_FRESH_FOR.toNanos();
        ratesAt = now;
        return fresh;
    }

    @LogicThread
    private void scan(AdminQuestion<RoomPage> question, RoomQuery query, Consumer<RoomPage> then) {
        goOn(question, new RoomScan(rooms, query, System.nanoTime()), then);
    }

    @LogicThread
    private static void goOn(AdminQuestion<RoomPage> question, RoomScan scan, Consumer<RoomPage> then) {
        if (scan.step(then)) {
            question.goOn(() -> goOn(question, scan, then));
        }
    }

    /**
     * Members of a room. Of a room without a member on this host it knows none.
     *
     * @param from how many members to pass over
     * @return empty: there is no such room
     */
    public CompletionStage<Optional<RoomMembersPage>> room(int number, int from, int limit) {
        checkLimit(limit);
        return tasks.ask(
                Optional.empty(),
                question -> question.answer(
                        Optional.ofNullable(rooms.find(number)).map(room -> membersOf(room, from, limit))));
    }

    @LogicThread
    private RoomMembersPage membersOf(Room room, int from, int limit) {
        List<MemberInfo> members = new ArrayList<>();
        for (Room.Member member : room.members(from, limit)) {
            members.add(new MemberInfo(member.userId(), member.uniqueId(), hereAs(member)));
        }
        return new RoomMembersPage(RoomInfo.of(room, System.nanoTime()), from, members);
    }

    @LogicThread
    private @Nullable UserInfo hereAs(Room.Member member) {
        ChatUser here = users.find(member.userId());
        return here != null && here.uniqueId() == member.uniqueId() ? UserInfo.of(here) : null;
    }

    /**
     * Sends a user away; it may log in again.
     *
     * @return whom; empty: it is not logged in on this host
     */
    public CompletionStage<Optional<UserInfo>> kick(String userId, String why) {
        return end(UserIdRule.normalize(userId), KICKED.withDetail(why));
    }

    /**
     * Sends away whoever has this session.
     *
     * @return false: it had ended, or was being closed
     */
    public CompletionStage<Boolean> kick(Session session, String why) {
        DisconnectReason reason = KICKED.withDetail(why);
        return tasks.ask(false, question -> {
            boolean wasOpen = session.isOpen();
            if (session.attachment() instanceof ChatUser user) {
                end(user, reason);
            } else {
                session.close(reason);
            }
            question.answer(wasOpen);
        });
    }

    /** Sends away the users of this host whom bans are about. Sessions of banned addresses are the network's. */
    public void enforce(List<Ban> bans) {
        tasks.run(() -> bans.forEach(this::enforce));
    }

    @LogicThread
    private void enforce(Ban ban) {
        ChatUser here = ban.target() instanceof BanTarget.User user ? users.find(user.userId()) : null;
        if (here != null) {
            end(here, Bans.BANNED.withDetail(ban.reason()));
        }
    }

    private CompletionStage<Optional<UserInfo>> end(String userId, DisconnectReason why) {
        return tasks.ask(Optional.empty(), question -> {
            Optional<ChatUser> user = Optional.ofNullable(users.find(userId));
            Optional<UserInfo> ended = user.map(UserInfo::of);
            user.ifPresent(here -> end(here, why));
            question.answer(ended);
        });
    }

    /** For good: it does not linger, and cannot come back unseen. */
    @LogicThread
    private static void end(ChatUser user, DisconnectReason why) {
        if (!user.stopLingering()) {
            user.goesForGood();
            user.session().close(why);
        }
    }

    /**
     * Says something in a room, on all hosts, in the room's order.
     *
     * @param text 1 to 256 bytes of UTF-8
     * @return how many members on this host it goes to; empty: there is no such room
     */
    public CompletionStage<Optional<Integer>> notice(int roomNumber, String text) {
        Notice.check(text);
        return tasks.ask(
                Optional.empty(),
                question -> question.answer(
                        Optional.ofNullable(rooms.find(roomNumber)).map(room -> {
                            room.notice(text);
                            return room.localCount();
                        })));
    }

    /**
     * Checks the text of a notice.
     *
     * @throws IllegalArgumentException if no packet holds it
     */
    public static void checkNotice(String text) {
        Notice.check(text);
    }

    /**
     * Says something to every user of this host for an operator of another one. If two questions are being answered already, it says
     * nothing, and there is no answer.
     *
     * @param told gets the number of users, on the logic thread
     */
    public void say(String text, IntConsumer told) {
        noticeToAll(text).thenAccept(told::accept);
    }

    /**
     * Says something to every user of this host, wherever it is.
     *
     * @param text 1 to 256 bytes of UTF-8
     * @return how many users it was sent to
     */
    public CompletionStage<Integer> noticeToAll(String text) {
        Notice.check(text);
        return tasks.ask(0, question -> new Notice(question, users, text).start());
    }
}
