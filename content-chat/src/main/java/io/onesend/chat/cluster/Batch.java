package io.onesend.chat.cluster;

import java.util.List;

/**
 * Proposals of one partition that Redis applies as one step.
 *
 * @param hid the host's id
 * @param opening of the connection that it is sent on
 * @param number 1 for the host's first batch in this partition, then one more each
 * @param proposals in order; none if all were withdrawn before the batch was sent again
 */
record Batch(String hid, long opening, long number, List<Proposal> proposals) {
    Batch {
        proposals = List.copyOf(proposals);
    }
}
