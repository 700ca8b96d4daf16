package io.onesend.chat.checker;

import java.util.Set;

/**
 * What has to hold, after what has happened.
 *
 * @param maxUsers of a room
 * @param leavesTimeOut a leave may have been answered before it had its place in the stream: who left may have missed what stands
 *     before that place
 * @param rewritten tags of events that a failover took out of a stream. They may be in it again at another place, and who heard
 *     them keeps their old order. Lists and notifies of members then have to fit together, and need not be those of the stream
 */
public record CheckRules(int maxUsers, boolean leavesTimeOut, Set<String> rewritten) {

    public CheckRules {
        rewritten = Set.copyOf(rewritten);
    }

    /** Everything in the stream's order. */
    public static CheckRules strict(int maxUsers) {
        return new CheckRules(maxUsers, false, Set.of());
    }

    public CheckRules withLeavesThatTimeOut() {
        return new CheckRules(maxUsers, true, rewritten);
    }

    public CheckRules withRewritten(Set<String> tags) {
        return new CheckRules(maxUsers, leavesTimeOut, tags);
    }

    /** Whether notifies of members are compared with the stream. */
    boolean comparesMembers() {
        return rewritten.isEmpty();
    }
}
