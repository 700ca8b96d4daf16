package io.onesend.it.harness;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Redis of a run: that of {@code ONESEND_TEST_REDIS} if it is set, else a container where Docker answers, else the
 * embedded one. It may be shared with others: nothing is flushed, ids and prefixes are this run's own or expire.
 */
public final class TestRedis {

    private static final Logger LOG = LoggerFactory.getLogger(TestRedis.class);
    private static final int EXPIRE_SECONDS = 3_600;

    /** Started by the first test that needs it, ended with the JVM. */
    private static final class Shared {
        private static final TestRedis INSTANCE = new TestRedis(find());
    }

    private final String uri;
    private final RedisCommands<String, String> commands;

    private TestRedis(String uri) {
        this.uri = uri;
        commands = RedisClient.create(uri).connect().sync();
    }

    public static TestRedis shared() {
        return Shared.INSTANCE;
    }

    private static String find() {
        String given = System.getenv("ONESEND_TEST_REDIS");
        if (given != null && !given.isBlank()) {
            LOG.info("Redis of this run: the one of ONESEND_TEST_REDIS");
            return given;
        }
        String uri = container();
        if (uri == null) {
            OwnRedis embedded = OwnRedis.start();
            Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
            uri = embedded.uri();
            LOG.info("Redis of this run: the embedded one, at {}", uri);
        }
        return uri;
    }

    // Its reaper removes the container when this JVM is gone.
    @SuppressWarnings("resource")
    private static @Nullable String container() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return null;
        }
        try {
            GenericContainer<?> container =
                    new GenericContainer<>(DockerImageName.parse("redis:7-alpine")).withExposedPorts(6379);
            container.start();
            String uri = "redis://" + container.getHost() + ":" + container.getMappedPort(6379);
            LOG.info("Redis of this run: a container, at {}", uri);
            return uri;
        } catch (RuntimeException noImage) {
            LOG.info("Docker answers, but starts no Redis: {}", noImage.getMessage());
            return null;
        }
    }

    public String uri() {
        return uri;
    }

    /** A key prefix, or the beginning of user ids, that nobody else has. */
    public static String unique() {
        return "it" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The course's form: the id is the key, the password the value. */
    public void plaintext(String userId, String password) {
        commands.set(userId, password, SetArgs.Builder.ex(EXPIRE_SECONDS));
    }

    public RedisCommands<String, String> commands() {
        return commands;
    }
}
