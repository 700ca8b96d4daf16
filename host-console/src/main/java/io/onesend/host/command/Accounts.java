package io.onesend.host.command;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.RedisAccountStore;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.redis.EmbeddedRedis;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The accounts, for as long as one question takes: in a Redis of one's own, the running host's, or one started for it. */
final class Accounts {

    private Accounts() {}

    /**
     * Asks and waits for the answer.
     *
     * @throws AccountStoreException if Redis cannot be reached or does not answer
     */
    static <T> T ask(RedisConfig config, Function<AccountStore, CompletionStage<T>> question) {
        if (!config.embedded()) {
            return ask(config, config.uri(), question);
        }
        try (EmbeddedRedis redis = EmbeddedRedis.startOrJoin(config.dataDir())) {
            return ask(config, redis.uri(), question);
        }
    }

    private static <T> T ask(RedisConfig config, String uri, Function<AccountStore, CompletionStage<T>> question) {
        try (AccountStore accounts = RedisAccountStore.connect(config.settingsFor(uri))) {
            return question.apply(accounts).toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AccountStoreException store) {
                throw store;
            }
            throw failed;
        }
    }
}
