package io.onesend.host.server;

import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.host.text.SafeText;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Answers what operators ask about the cluster: for the admin pages as records, for the console in words. It waits for answers. */
@AnyThread
final class ClusterQuestions {

    /** What a host says that is in no cluster. */
    static final String ALONE = "this host is alone: cluster.enabled is false, or the host is starting";

    /** An admin page has five for its answer. Another host is asked for two at the most, and Redis before that. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    private final Supplier<Optional<ClusterPart>> cluster;

    /** @param cluster empty while there is none */
    ClusterQuestions(Supplier<Optional<ClusterPart>> cluster) {
        this.cluster = cluster;
    }

    /** There is no answer; the message says why. No stack trace: the cause is elsewhere. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String why) {
            super(why, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    List<ClusterHost> hosts() throws NoAnswerException {
        return part().hosts().get();
    }

    Optional<Whereabouts> whereis(String userId) throws NoAnswerException {
        ClusterPart part = part();
        try {
            return part.whereis()
                    .apply(userId)
                    .toCompletableFuture()
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoAnswerException("no answer within " + ANSWER_WITHIN.toSeconds() + " s");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new NoAnswerException(String.valueOf(cause.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("stopping");
        }
    }

    private ClusterPart part() throws NoAnswerException {
        return cluster.get().orElseThrow(() -> new NoAnswerException(ALONE));
    }

    /** A line for each host. */
    List<String> hostLines() throws NoAnswerException {
        return hosts().stream().map(ClusterQuestions::line).sorted().toList();
    }

    private static String line(ClusterHost host) {
        return nameOf(host)
                + (host.draining() ? ", draining" : ", up")
                + (host.address().isEmpty() ? "" : ", clients at " + SafeText.escape(host.address()));
    }

    static String line(Whereabouts user) {
        String who = SafeText.escape(user.userId());
        String where = nameOf(user.host());
        if (!user.answered()) {
            return who + " is on " + where + ", which does not answer";
        }
        return user.room().isEmpty()
                ? who + " is on " + where + ", in no room"
                : who + " is in room " + user.room().getAsInt() + ", on " + where;
    }

    private static String nameOf(ClusterHost host) {
        return host.name().isEmpty() ? "host " + host.hid() : SafeText.escape(host.name());
    }
}
