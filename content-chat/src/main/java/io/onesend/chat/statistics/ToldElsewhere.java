package io.onesend.chat.statistics;

import java.util.List;

/**
 * What came of something that the other hosts of a cluster were to tell all their users.
 *
 * @param hosts that have told it
 * @param users whom they have told
 * @param silent hosts without an answer: their users may have heard it, or not
 */
public record ToldElsewhere(int hosts, int users, List<ClusterHost> silent) {

    /** There is no other host. */
    public static final ToldElsewhere NOBODY = new ToldElsewhere(0, 0, List.of());

    public ToldElsewhere {
        silent = List.copyOf(silent);
    }
}
