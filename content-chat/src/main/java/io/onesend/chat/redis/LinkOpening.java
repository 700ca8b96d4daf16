package io.onesend.chat.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.onesend.chat.cluster.FunctionLibrary;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens the connections of a link: it looks at the version of Redis, loads the functions where they are missing, which also shows
 * that this Redis takes writes, and then opens the connections for feeds and for barriers.
 */
@AnyThread
final class LinkOpening {

    private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)\\.(\\d+)\\.(\\d+)");

    /** 7.0.3, as a number: earlier ones have no functions, or answer wrongly while a slot moves. */
    private static final int OLDEST = version(7, 0, 3);

    private LinkOpening() {}

    static CompletionStage<LinkConnections> open(LinkClient client, RedisURI uri) {
        return client.connect(uri)
                .thenCompose(calls -> closingIfFailed(
                        calls,
                        checkVersion(calls)
                                .thenCompose(fit -> loadFunctions(calls))
                                .thenCompose(loaded -> client.connectForFeeds(uri))
                                .thenCompose(feeds -> closingIfFailed(
                                        feeds,
                                        client.connect(uri)
                                                .thenApply(barriers -> new LinkConnections(calls, feeds, barriers))))));
    }

    private static <T> CompletionStage<T> closingIfFailed(
            StatefulConnection<?, ?> connection, CompletionStage<T> rest) {
        return rest.handle((done, failed) -> failed == null
                        ? CompletableFuture.completedStage(done)
                        : connection.closeAsync().thenCompose(end -> CompletableFuture.<T>failedStage(failed)))
                .thenCompose(outcome -> outcome);
    }

    /** A Redis that does not let its version be seen shows by its functions whether it has them. */
    private static CompletionStage<Void> checkVersion(StatefulRedisConnection<String, byte[]> redis) {
        return redis.async().info("server").handle((info, refused) -> {
            Matcher version = VERSION.matcher(refused == null ? info : "");
            if (version.find() && versionOf(version) < OLDEST) {
                throw new UnfitRedisException("it is Redis " + version.group().substring("redis_version:".length())
                        + ", and a cluster needs 7.0.3 or later, which has functions");
            }
            return null;
        });
    }

    private static int versionOf(Matcher found) {
        return version(
                Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
    }

    private static int version(int major, int minor, int patch) {
        return (major * 1000 + minor) * 1000 + patch;
    }

    private static CompletionStage<Void> loadFunctions(StatefulRedisConnection<String, byte[]> redis) {
        return redis.async().functionLoad(FunctionLibrary.text()).handle((name, refused) -> {
            if (refused != null && !isThereAlready(refused)) {
                throw new CompletionException(refused);
            }
            return null;
        });
    }

    static boolean isThereAlready(Throwable refused) {
        return RedisFailure.inWords(refused).endsWith("already exists");
    }
}
