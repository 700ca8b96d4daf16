package io.onesend.chat.redis;

import io.lettuce.core.RedisFuture;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Looks, before a host starts, whether its Redis can keep a cluster: version, eviction, persistence, rights. It changes nothing.
 */
public final class ClusterCheck {

    private ClusterCheck() {}

    /**
     * Asks on a connection of its own, and waits for the answers.
     *
     * @return warnings: what an operator should know, and does not prevent a start
     * @throws AccountStoreRefusedException if this Redis cannot be used; the message says what to change
     * @throws AccountStoreException if Redis cannot be reached, or does not answer in time
     */
    public static List<String> run(RedisSettings settings, int partitions) {
        try (RedisConnection connection = RedisConnection.open(settings)) {
            return run(
                    "Redis at " + settings.maskedUri(), connection, new ClusterKeys(settings.keyPrefix(), partitions));
        }
    }

    private static List<String> run(String where, RedisConnection connection, ClusterKeys keys) {
        List<String> warnings = new ArrayList<>();
        Optional<String> info = unlessRefused(connection.commands().info());
        if (info.isEmpty()) {
            warnings.add(where
                    + " does not let us read INFO: its version, maxmemory-policy and persistence are not checked");
        } else {
            ServerFacts facts = ServerFacts.ofInfo(info.get());
            facts.obstacle().ifPresent(what -> refuse(where + " " + what));
            if (!facts.appendOnly() && savesNothing(connection)) {
                warnings.add(where + " keeps nothing on disk: when it restarts, everybody is out of the rooms,"
                        + " and accounts are gone; appendonly yes keeps them");
            }
        }
        await(RightsProbe.ask(connection.commands(), keys))
                .ifPresent(words -> refuse(where + " refuses what a cluster needs: " + words));
        return List.copyOf(warnings);
    }

    /** Whether no snapshot is taken either. Who may not ask is not told. */
    private static boolean savesNothing(RedisConnection connection) {
        return unlessRefused(connection.commands().configGet("save"))
                .map(Map::values)
                .filter(rules -> rules.stream().allMatch(String::isEmpty))
                .isPresent();
    }

    private static void refuse(String message) {
        throw new AccountStoreRefusedException(message);
    }

    private static <T> Optional<T> unlessRefused(RedisFuture<T> question) {
        try {
            return Optional.of(await(question));
        } catch (AccountStoreRefusedException refused) {
            return Optional.empty();
        }
    }

    private static <T> T await(CompletionStage<T> question) {
        try {
            return question.toCompletableFuture().join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String words = RedisFailure.inWords(cause);
            throw RedisFailure.isRefusal(cause)
                    ? new AccountStoreRefusedException("Redis refuses: " + words, cause)
                    : new AccountStoreException("Redis does not answer: " + words, cause);
        }
    }
}
