package io.onesend.chat.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads and timers of a Redis client, set up for a server: few threads, named for their role, and no events. */
@AnyThread
final class RedisResources {

    private static final Logger LOG = LoggerFactory.getLogger(RedisResources.class);

    /** Lettuce's minimum: it raises any lower number, and logs that. */
    private static final int THREADS_OF_EACH_KIND = 2;

    private static final long SHUTDOWN_SECONDS = 5;

    static {
        // Properties are the only switches; one that is already set wins. If Lettuce finds both io_uring and epoll, it
        // takes epoll and warns at every start; and it sets the flight recorder up in any case.
        switchOff("io.lettuce.core.iouring");
        switchOff("io.lettuce.core.jfr");
    }

    private RedisResources() {}

    static ClientResources.Builder builder() {
        return DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS_OF_EACH_KIND)
                .computationThreadPoolSize(THREADS_OF_EACH_KIND)
                .threadFactoryProvider(RedisResources::threads)
                .eventBus(new NoEvents());
    }

    /** Ends a client with its connections, then its threads, and waits for that. */
    static void shutDown(AbstractRedisClient client, ClientResources resources) {
        end(client);
        await(resources.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }

    /** Ends a client with its connections, but not its threads, and waits for that. */
    static void end(AbstractRedisClient client) {
        await(client.shutdownAsync(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }

    /** Waits for the end of something of a client's, but not for ever. */
    static void await(Future<?> shutdown) {
        try {
            shutdown.get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("the Redis client did not shut down in order", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void switchOff(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "false");
        }
    }

    /** Daemons, so that an embedder who forgets to close still ends. */
    private static ThreadFactory threads(String pool) {
        AtomicInteger next = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "redis-" + pool + "-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
