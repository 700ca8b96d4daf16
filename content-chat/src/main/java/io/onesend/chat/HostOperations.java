package io.onesend.chat;

import io.onesend.chat.cluster.Cluster;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserDirectory;
import io.onesend.chat.user.UserIdRule;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may be asked and told of a host in a cluster, from any thread. Every answer comes, if only to say that there is none. */
@AnyThread
final class HostOperations {

    /** Redis within its command time-out, then another host within two seconds, and some time for each thread to have its turn. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(HostOperations.class);

    private static final Duration AGAIN_AFTER = Duration.ofMillis(100);

    private final LogicLoop loop;
    private final Cluster cluster;
    private final UserDirectory users;

    HostOperations(Cluster cluster, UserDirectory users) {
        loop = cluster.loop();
        this.cluster = cluster;
        this.users = users;
    }

    List<ClusterHost> hosts() {
        return cluster.membership().hosts();
    }

    CompletionStage<Optional<Whereabouts>> whereis(String userId) {
        String normal = UserIdRule.normalize(userId);
        return onLoop(
                ANSWER_WITHIN,
                answer -> cluster.membership().whereIs(normal, answer::complete, words -> fail(answer, words)));
    }

    CompletionStage<ToldElsewhere> noticeElsewhere(String text) {
        return onLoop(ANSWER_WITHIN, answer -> cluster.membership().sayElsewhere(text, answer::complete));
    }

    /** Asks again and again until Redis answers, or the time is over. */
    CompletionStage<List<String>> differences(Duration within) {
        return onLoop(within, this::askForDifferences);
    }

    @LogicThread
    private void askForDifferences(CompletableFuture<List<String>> answer) {
        if (!answer.isDone()) {
            cluster.membership()
                    .compareTerms(
                            answer::complete, words -> loop.schedule(AGAIN_AFTER, () -> askForDifferences(answer)));
        }
    }

    /** Lets those leave at once who linger: nobody can come back to this host any more. */
    void endLingering() {
        try {
            loop.execute(() -> users.all().forEach(ChatUser::stopLingering));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the loop was closed before: other hosts let the users leave");
        }
    }

    private <T> CompletionStage<T> onLoop(Duration within, Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(answer, () -> question.accept(answer));
        CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> fail(answer, "no answer within " + within.toMillis() + " ms"));
        return answer;
    }

    private void execute(CompletableFuture<?> answer, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            fail(answer, "this host has stopped");
        }
    }

    private static void fail(CompletableFuture<?> answer, String words) {
        answer.completeExceptionally(new ClusterUnavailableException(words));
    }
}
