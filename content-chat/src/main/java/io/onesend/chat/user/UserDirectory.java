package io.onesend.chat.user;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The users that are logged in. It owns three rules: one session for a user id, a maximum number of users, and no user who is banned.
 *
 * <p>An id is taken when its password was found right, not when a login starts. Reserving it earlier would let anybody
 * who merely names an id keep its owner out for as long as the check takes, over and over. Of two logins of one id that
 * run side by side, the first to be found right is in and the other is told LOGIN_USER_ALREADY, in whichever order they
 * started.
 */
@LogicThread
public final class UserDirectory {

    private final OwningThread owner = new OwningThread();
    private int maxUsers;
    private final ChatCounters counters;

    /** In the order of the ids, so that a part of them can be listed. */
    private final NavigableMap<String, ChatUser> byId = new TreeMap<>();

    /** Ids whose login is granted but for the last step, which takes a token out of Redis. */
    private final Set<String> reserved = new HashSet<>();

    /** Gives the number of a login, which is no other login's. */
    private final LongSupplier uniqueIds;

    private final Predicate<String> banned;

    public UserDirectory(int maxUsers, LongSupplier uniqueIds, ChatCounters counters) {
        this(maxUsers, uniqueIds, counters, userId -> false);
    }

    /** @param banned whether a user of this id may not log in */
    public UserDirectory(int maxUsers, LongSupplier uniqueIds, ChatCounters counters, Predicate<String> banned) {
        this.maxUsers = maxUsers;
        this.uniqueIds = uniqueIds;
        this.counters = counters;
        this.banned = banned;
    }

    public boolean isBanned(String userId) {
        assert owner.isCurrent();
        return banned.test(userId);
    }

    /** Lets this many users be logged in from now on. Those who are there beyond it stay. */
    public void limit(int most) {
        assert owner.isCurrent();
        maxUsers = most;
    }

    public boolean isFull() {
        assert owner.isCurrent();
        return byId.size() + reserved.size() >= maxUsers;
    }

    public boolean isEmpty() {
        assert owner.isCurrent();
        return byId.isEmpty();
    }

    /** Null if nobody is logged in with this id. */
    public @Nullable ChatUser find(String userId) {
        assert owner.isCurrent();
        return byId.get(userId);
    }

    /**
     * Some of the users whose ids begin with a prefix, in the order of their ids.
     *
     * @param after only ids behind this one; empty: from the first
     */
    public List<ChatUser> some(String prefix, String after, int most) {
        assert owner.isCurrent();
        NavigableMap<String, ChatUser> rest =
                after.compareTo(prefix) < 0 ? byId.tailMap(prefix, true) : byId.tailMap(after, false);
        return rest.values().stream()
                .takeWhile(user -> user.userId().startsWith(prefix))
                .limit(most)
                .toList();
    }

    /** All users now, in the order of their ids. */
    public List<ChatUser> all() {
        assert owner.isCurrent();
        return List.copyOf(byId.values());
    }

    /** Why this id cannot log in now: it is banned, LOGIN_USER_ALREADY or LOGIN_USER_USED_ALL_OBJ; NONE if it can. */
    private ResultCode refusalOf(String userId) {
        if (banned.test(userId)) {
            return ResultCode.LOGIN_TOO_MANY_ATTEMPTS;
        }
        if (byId.containsKey(userId) || reserved.contains(userId)) {
            return ResultCode.LOGIN_USER_ALREADY;
        }
        return isFull() ? ResultCode.LOGIN_USER_USED_ALL_OBJ : ResultCode.NONE;
    }

    /** The number for a login that is about to succeed; given only once. */
    public long newUniqueId() {
        assert owner.isCurrent();
        return uniqueIds.getAsLong();
    }

    /** Logs a user in whose password was right, or says why not. */
    public ResultCode admit(ChatUser user, String userId, long uniqueId) {
        assert owner.isCurrent();
        ResultCode refusal = refusalOf(userId);
        if (refusal == ResultCode.NONE) {
            user.loggedIn(userId, uniqueId);
            byId.put(userId, user);
            counters.userLoggedIn();
        }
        return refusal;
    }

    /** Logs a user in on another session; the one that it had before is logged in no more. */
    public void replace(ChatUser before, ChatUser user) {
        assert owner.isCurrent();
        user.loggedIn(before.userId(), before.uniqueId());
        byId.put(user.userId(), user);
    }

    /** Keeps an id and a place for a login whose credentials were right and are now used up, or says why not. */
    public ResultCode reserve(String userId) {
        assert owner.isCurrent();
        ResultCode refusal = refusalOf(userId);
        if (refusal == ResultCode.NONE) {
            reserved.add(userId);
        }
        return refusal;
    }

    /** Ends a reservation; its user has to be admitted before anything else happens. */
    public void release(String userId) {
        assert owner.isCurrent();
        reserved.remove(userId);
    }

    /** The session ended: frees its user id and returns true if it was logged in. */
    public boolean remove(ChatUser user) {
        assert owner.isCurrent();
        // A refused session has no id, so a second login of one id does not free the id of the first.
        boolean wasLoggedIn = byId.remove(user.userId()) != null;
        if (wasLoggedIn) {
            counters.userGone();
        }
        return wasLoggedIn;
    }
}
