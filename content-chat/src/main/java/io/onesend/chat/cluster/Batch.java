package io.onesend.chat.cluster;

import java.util.List;

/**
 * Proposals of one partition that Redis applies as one step.
 *
 * @param hid the host's id
 * @param opening of the connection that it is sent on
 * @param number 1 for the host's first batch in this partition, then one more each
 * @param proposals at least one, in order
 */
record Batch(String hid, long opening, long number, List<Proposal> proposals) {
    Batch {
        proposals = List.copyOf(proposals);
    }
}
