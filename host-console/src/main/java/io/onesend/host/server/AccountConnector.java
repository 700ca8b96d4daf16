package io.onesend.host.server;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreLateException;
import io.onesend.chat.login.AccountStoreRefusedException;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.host.process.BackgroundTask;
import io.onesend.host.process.StopSignal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the accounts and waits for their answers. A Redis that does not answer does not delay a stop. */
public final class AccountConnector {

    private static final Logger LOG = LoggerFactory.getLogger(AccountConnector.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private AccountConnector() {}

    /**
     * Connects and waits for the connection.
     *
     * @throws AccountStoreException if Redis cannot be reached
     * @throws CancellationException if asked to stop
     */
    public static AccountStore connect(RedisSettings settings, StopSignal stop) {
        stop.check();
        BackgroundTask<RedisAccountStore> connecting =
                BackgroundTask.start("start-accounts", () -> RedisAccountStore.connect(settings));
        try {
            return connecting.await(stop);
        } catch (CancellationException stopped) {
            connecting.discard(RedisAccountStore::close);
            throw stopped;
        }
    }

    /**
     * Repeats an attempt until it works, Redis refuses it, or the time is over: on a machine where much starts at once, the first
     * answers may take longer than any later one.
     *
     * @throws AccountStoreException if the last attempt failed with it
     */
    static <T> T retry(Duration limit, Supplier<T> attempt) {
        return retry(limit, attempt, failure -> !(failure instanceof AccountStoreRefusedException));
    }

    /**
     * Repeats an attempt only while it is late. Where nobody listens, that is told at once.
     *
     * @throws AccountStoreException if the last attempt failed with it
     */
    static <T> T retryLate(Duration limit, Supplier<T> attempt) {
        return retry(limit, attempt, failure -> failure instanceof AccountStoreLateException);
    }

    private static <T> T retry(Duration limit, Supplier<T> attempt, Predicate<AccountStoreException> mayWork) {
        long start = System.nanoTime();
        while (true) {
            try {
                return attempt.get();
            } catch (AccountStoreException late) {
                if (!mayWork.test(late) || System.nanoTime() - start > limit.toNanos()) {
                    throw late;
                }
                LOG.debug("trying again: {}", late.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
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
