package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Users who came back just when this host lost Redis, and were told to try again. Redis may do such a call late, or not undo it: then
 * it names this host for a session that was never made, and the session that has the user has lost it without a word.
 */
@LogicThread
final class LateReturns {

    private static final int MOST = 1024;

    private final OwningThread owner = new OwningThread();
    private final ClaimRoads roads;

    /** Calls that may be done late, by user id. The oldest are forgotten. */
    private final Map<String, Integer> calls = new LinkedHashMap<>();

    LateReturns(ClaimRoads roads) {
        this.roads = roads;
    }

    /** A call that takes a user over was given up without an answer, or was not undone. */
    void givenUp(String userId) {
        assert owner.isCurrent();
        if (calls.size() == MOST && !calls.containsKey(userId)) {
            calls.remove(calls.keySet().iterator().next());
        }
        calls.merge(userId, 1, Integer::sum);
    }

    /**
     * Redis names, or named until now, this host for a session that it does not have. If it may have done a call late, all other hosts
     * are told; each call counts once, so that two hosts cannot tell each other for ever.
     *
     * @param uniqueId that Redis has beside the name
     */
    void named(String userId, String uniqueId) {
        assert owner.isCurrent();
        Integer left = calls.get(userId);
        if (left != null) {
            calls.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
            roads.dropElsewhere(userId, uniqueId);
        }
    }
}
