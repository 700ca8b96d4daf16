package io.onesend.host;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.RedisAccountStore;
import io.onesend.chat.login.RedisSettings;
import java.util.concurrent.CancellationException;

/** Connects to the accounts on a thread of its own, so that a Redis that does not answer cannot keep us from stopping. */
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
}
