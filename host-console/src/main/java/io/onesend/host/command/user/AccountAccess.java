package io.onesend.host.command.user;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.host.command.CommandContext;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.StopSignal;
import io.onesend.host.redis.EmbeddedRedis;
import io.onesend.host.redis.Waiting;
import io.onesend.host.server.AccountConnector;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Opens the accounts for one command: in a Redis of the user's, the running host's, or one started for the command. */
public final class AccountAccess {

    /** A late login is better refused. A command waits instead, because it may be one of many that start at once. */
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(10);

    private AccountAccess() {}

    /**
     * Asks and waits for the answer.
     *
     * @throws AccountStoreException if Redis cannot be reached or does not answer
     * @throws CancellationException if asked to stop
     */
    public static <T> T ask(
            CommandContext context, RedisConfig config, Function<AccountStore, CompletionStage<T>> question) {
        return use(context, config, accounts -> AccountConnector.await(question.apply(accounts), context.stop()));
    }

    /**
     * Runs the work with the accounts, on this thread.
     *
     * @throws AccountStoreException if Redis cannot be reached
     * @throws CancellationException if asked to stop
     */
    public static <T> T use(CommandContext context, RedisConfig config, Function<AccountStore, T> work) {
        // A Redis that was started for this command must not outlive it.
        context.stop().handleSignals();
        if (!config.embedded()) {
            return use(config.settingsFor(config.uri()), context.stop(), work);
        }
        Waiting waiting = new Waiting(context.stop()::isRequested, context.err()::println);
        try (EmbeddedRedis redis = EmbeddedRedis.startOrJoin(config.dataDir(), waiting)) {
            return use(config.settingsFor(redis.uri()), context.stop(), work);
        }
    }

    private static <T> T use(RedisSettings settings, StopSignal stop, Function<AccountStore, T> work) {
        Duration timeout = settings.commandTimeout().compareTo(SHORTEST_TIMEOUT) < 0
                ? SHORTEST_TIMEOUT
                : settings.commandTimeout();
        RedisSettings slower = new RedisSettings(settings.uri(), timeout, settings.keyPrefix());
        try (AccountStore accounts = AccountConnector.connect(slower, stop)) {
            return work.apply(accounts);
        }
    }
}
