package io.onesend.chat.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.onesend.chat.ban.BanStore;
import io.onesend.network.logic.AnyThread;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Bans in Redis: {@code <prefix>bans}, a hash with a field for each ban and the field {@code version}, which is another one after each
 * change.
 */
@AnyThread
final class RedisBanStore implements BanStore {

    private static final String VERSION = "version";

    /** One step on the server; returns the version before. */
    private static final String PUT = """
        local before = redis.call('HGET', KEYS[1], 'version')
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], 'version', ARGV[3])
        return before\
        """;

    /** The same; with a third argument only if the ban is still that one. */
    private static final String REMOVE = """
        local before = redis.call('HGET', KEYS[1], 'version')
        if ARGV[3] and redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[3] then return before end
        redis.call('HSET', KEYS[1], 'version', ARGV[2])
        redis.call('HDEL', KEYS[1], ARGV[1])
        return before\
        """;

    /** Asks one command, whose failure is worded. */
    interface Asking {
        <T> CompletableFuture<T> ask(
                Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command);
    }

    private final Asking redis;
    private final String key;

    RedisBanStore(Asking redis, String keyPrefix) {
        this.redis = redis;
        key = keyPrefix + "bans";
    }

    @Override
    public CompletionStage<Optional<String>> version() {
        return redis.<String>ask(commands -> commands.hget(key, VERSION)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.<Map<String, String>>ask(commands -> commands.hgetall(key)).thenApply(all -> {
            Map<String, String> bans = new HashMap<>(all);
            bans.remove(VERSION);
            return bans;
        });
    }

    @Override
    public CompletionStage<Versions> put(String field, String value) {
        String after = newVersion();
        return change(PUT, field, value, after).thenApply(before -> new Versions(before, after));
    }

    @Override
    public CompletionStage<Versions> remove(String field) {
        String after = newVersion();
        return change(REMOVE, field, after).thenApply(before -> new Versions(before, after));
    }

    @Override
    public CompletionStage<Void> removeOver(String field, String value) {
        return change(REMOVE, field, newVersion(), value).thenAccept(before -> {});
    }

    private CompletionStage<Optional<String>> change(String script, String... arguments) {
        String[] keys = {key};
        return redis.<String>ask(commands -> commands.eval(script, ScriptOutputType.VALUE, keys, arguments))
                .thenApply(Optional::ofNullable);
    }

    /** Not a count: a Redis that has lost its data would count to the same number again. */
    private static String newVersion() {
        return UUID.randomUUID().toString();
    }
}
