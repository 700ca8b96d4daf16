package io.onesend.host.command;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.RedisAccountStore;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.redis.EmbeddedRedis;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The accounts, for as long as a command takes: in a Redis of one's own, the running host's, or one started for it. */
final class Accounts {

    private Accounts() {}

    /**
     * Asks and waits for the answer.
     *
     * @throws AccountStoreException if Redis cannot be reached or does not answer
     */
    static <T> T ask(RedisConfig config, Function<AccountStore, CompletionStage<T>> question) {
        return use(config, accounts -> answer(question.apply(accounts)));
    }

    /**
     * Lets this thread use them for as long as it wants to.
     *
     * @throws AccountStoreException if Redis cannot be reached
     */
    static <T> T use(RedisConfig config, Function<AccountStore, T> work) {
        if (!config.embedded()) {
            return use(config, config.uri(), work);
        }
        try (EmbeddedRedis redis = EmbeddedRedis.startOrJoin(config.dataDir())) {
            return use(config, redis.uri(), work);
        }
    }

    private static <T> T use(RedisConfig config, String uri, Function<AccountStore, T> work) {
        try (AccountStore accounts = RedisAccountStore.connect(config.settingsFor(uri))) {
            return work.apply(accounts);
        }
    }

    private static <T> T answer(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AccountStoreException store) {
                throw store;
            }
            throw failed;
        }
    }
}
