package io.onesend.chat.checker;

import java.util.List;

/**
 * What a {@link ClusterChecker} has counted.
 *
 * @param sent texts
 * @param accepted texts answered 222 = 0
 * @param refused texts answered with a reason
 * @param unknown texts not answered, or answered 83
 * @param stored texts that a stream has
 * @param heard notifies that came to clients
 * @param lost accepted, and in no stream
 * @param repeated stored or heard more than once
 * @param missing not heard by a client that was there
 * @param reordered heard before something that stands before it in the stream
 * @param vanished heard, and in no stream
 * @param wrong other differences: a room over its limit, a list that is not the room's, a refused text that is stored
 * @param problems the first of them, in words
 */
public record CheckReport(
        long sent,
        long accepted,
        long refused,
        long unknown,
        long stored,
        long heard,
        long lost,
        long repeated,
        long missing,
        long reordered,
        long vanished,
        long wrong,
        List<String> problems) {

    public CheckReport {
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong at all. */
    public boolean isClean() {
        return lost + repeated + missing + reordered + vanished + wrong == 0;
    }

    /** One line for a log or a table. */
    @Override
    public String toString() {
        return "sent " + sent + ", accepted " + accepted + ", refused " + refused + ", unknown " + unknown + ", stored "
                + stored + ", heard " + heard + "; lost " + lost + ", repeated " + repeated + ", missing " + missing
                + ", reordered " + reordered + ", vanished " + vanished + ", wrong " + wrong;
    }
}
