package io.onesend.host;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.RedisAccountStore;
import io.onesend.chat.login.RedisSettings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Connects to the accounts and asks them, without letting a Redis that does not answer keep us from stopping. */
public final class AccountConnector {

    private AccountConnector() {}

    /**
     * Connects and waits for it.
     *
     * @throws AccountStoreException if Redis cannot be reached
     * @throws CancellationException if asked to stop
     */
    public static AccountStore connect(RedisSettings settings, StopSignal stop) {
        stop.check();
        Ahead<RedisAccountStore> connecting = Ahead.begin("start-accounts", () -> RedisAccountStore.connect(settings));
        try {
            return connecting.await(stop);
        } catch (CancellationException stopped) {
            connecting.discard(RedisAccountStore::close);
            throw stopped;
        }
    }

    /**
     * Waits for an answer of the accounts.
     *
     * @throws AccountStoreException if Redis refuses or does not answer
     * @throws CancellationException if asked to stop
     */
    public static <T> T await(CompletionStage<T> stage, StopSignal stop) {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        stop.awaitOrStop(answer);
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AccountStoreException store) {
                throw store;
            }
            throw failed;
        }
    }
}
