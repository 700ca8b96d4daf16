package io.onesend.chat.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.onesend.chat.ban.BanStore;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreRefusedException;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts in Redis, be it one server, a primary that Sentinel names, or a Redis Cluster. All logins share a connection to each
 * server, which reconnects by itself. While it is down, every stage fails at once.
 *
 * <p>Keys: {@code <prefix>user:<id>}, a hash with the field {@code password}; {@code <prefix>token:<id>}, a string;
 * {@code <id>}, a string, for plain-text passwords.
 */
@AnyThread
public final class RedisAccountStore implements AccountStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisAccountStore.class);

    private static final String PASSWORD = "password";

    /** One step on the server, so that a user removed at this very moment is not brought back with a new password. */
    private static final String REPLACE_WHERE_IT_EXISTS = """
        if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        return 1\
        """;

    private static final int KEYS_A_SCAN = 1000;

    private final AccountConnection connection;
    private final String userPrefix;
    private final String tokenPrefix;
    private final BanStore bans;

    private RedisAccountStore(AccountConnection connection, String keyPrefix) {
        this.connection = connection;
        userPrefix = keyPrefix + "user:";
        tokenPrefix = keyPrefix + "token:";
        bans = new RedisBanStore(this::ask, keyPrefix);
    }

    /**
     * Connects, and waits for it for the command time-out and 2 s at the most.
     *
     * @throws AccountStoreException if Redis cannot be reached in that time
     */
    public static RedisAccountStore connect(RedisSettings settings) {
        return new RedisAccountStore(AccountConnection.open(settings), settings.keyPrefix());
    }

    @Override
    public CompletionStage<Optional<String>> passwordHash(String userId) {
        return ask(redis -> redis.hget(userPrefix + userId, PASSWORD)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> addPasswordHash(String userId, String phc) {
        return ask(redis -> redis.hsetnx(userPrefix + userId, PASSWORD, phc));
    }

    @Override
    public CompletionStage<Boolean> replacePasswordHash(String userId, String phc) {
        String[] keys = {userPrefix + userId};
        return ask(
                redis -> redis.<Boolean>eval(REPLACE_WHERE_IT_EXISTS, ScriptOutputType.BOOLEAN, keys, PASSWORD, phc));
    }

    @Override
    public CompletionStage<Boolean> remove(String userId) {
        return ask(redis -> redis.del(userPrefix + userId)).thenApply(removed -> removed > 0);
    }

    @Override
    public CompletionStage<List<String>> userIds() {
        ScanArgs users = ScanArgs.Builder.matches(globOf(userPrefix) + "*").limit(KEYS_A_SCAN);
        return scan(ScanCursor.INITIAL, users, new TreeSet<>());
    }

    @Override
    public CompletionStage<Optional<String>> token(String userId) {
        return ask(redis -> redis.get(tokenPrefix + userId)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Optional<String>> takeToken(String userId) {
        return ask(redis -> redis.getdel(tokenPrefix + userId)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> putToken(String userId, String token, Duration timeToLive) {
        SetArgs args = timeToLive.isZero() ? new SetArgs() : SetArgs.Builder.px(timeToLive);
        return ask(redis -> redis.setGet(tokenPrefix + userId, token, args)).thenApply(Objects::nonNull);
    }

    @Override
    public CompletionStage<Optional<String>> plaintextPassword(String userId) {
        return ask(redis -> redis.get(userId)).handle((password, failed) -> {
            if (failed != null && !isWrongType(failed)) {
                throw new CompletionException(failed);
            }
            return Optional.ofNullable(password);
        });
    }

    @Override
    public CompletionStage<Boolean> addPlaintextPassword(String userId, String password) {
        return ask(redis -> redis.set(userId, password, new SetArgs().nx())).thenApply(Objects::nonNull);
    }

    @Override
    public CompletionStage<Void> checkLogins(ChatConfig config) {
        CompletionStage<Void> reads = new LoginProbe(this).ask(config);
        return config.login() == LoginMode.PASSWORD && config.autoRegister()
                ? reads.thenCompose(readable -> checkRegistration())
                : reads;
    }

    @Override
    public CompletionStage<Void> checkKeys(ChatConfig config) {
        return switch (config.login()) {
            case PASSWORD -> checkKeys(userPrefix, "hash");
            case TOKEN -> checkKeys(tokenPrefix, "string");
            // Without a prefix, other keys are no mistake.
            case PLAINTEXT -> CompletableFuture.completedStage(null);
        };
    }

    private CompletionStage<Void> checkKeys(String prefix, String neededType) {
        ScanArgs ours = ScanArgs.Builder.matches(globOf(prefix) + "*").limit(KEYS_A_SCAN);
        return new KeyCheck(
                        neededType,
                        cursor -> ask(redis -> redis.scan(cursor, ours)),
                        key -> ask(redis -> redis.type(key)))
                .run()
                .thenAccept(warning -> warning.ifPresent(LOG::warn));
    }

    private CompletionStage<Void> checkRegistration() {
        String key = userPrefix + LoginProbe.NOBODY;
        return answer(() -> WriteProbe.ask(connection.openAnother(key), key, PASSWORD));
    }

    @Override
    public Optional<BanStore> bans() {
        return Optional.of(bans);
    }

    /** Of a Redis Cluster, that of one of its servers. */
    @Override
    public CompletionStage<Optional<Instant>> time() {
        return ask(RedisClusterAsyncCommands::time)
                .thenApply(answer -> Optional.of(Instant.ofEpochSecond(Long.parseLong(answer.get(0)))
                        .plus(Long.parseLong(answer.get(1)), ChronoUnit.MICROS)));
    }

    @Override
    public boolean isConnected() {
        return connection.isConnected();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Whether a key without our prefix holds something other than a string: then it is no user. */
    private static boolean isWrongType(Throwable failed) {
        return failed.getCause() instanceof RedisCommandExecutionException refused
                && String.valueOf(refused.getMessage()).startsWith("WRONGTYPE");
    }

    private CompletionStage<List<String>> scan(ScanCursor from, ScanArgs args, SortedSet<String> found) {
        return ask(redis -> redis.scan(from, args)).thenCompose(page -> {
            for (String key : page.getKeys()) {
                found.add(key.substring(userPrefix.length()));
            }
            return page.isFinished() ? CompletableFuture.completedStage(List.copyOf(found)) : scan(page, args, found);
        });
    }

    /** One command: its answer, or an AccountStoreException and nothing else. */
    private <T> CompletableFuture<T> ask(
            Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return answer(() -> command.apply(connection.commands()));
    }

    private static <T> CompletableFuture<T> answer(Supplier<? extends CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            question.get().whenComplete((value, failed) -> {
                if (failed == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure(failed));
                }
            });
        } catch (RuntimeException refused) {
            // A RedisException as long as the client lives; after its end, what its stopped timer and threads throw.
            answer.completeExceptionally(failure(refused));
        }
        return answer;
    }

    private static AccountStoreException failure(Throwable failed) {
        String words = RedisFailure.inWords(failed);
        return RedisFailure.isRefusal(failed)
                ? new AccountStoreRefusedException("Redis refuses: " + words, failed)
                : new AccountStoreException("Redis does not answer: " + words, failed);
    }

    /** A pattern that matches exactly this text. */
    private static String globOf(String text) {
        return text.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }
}
