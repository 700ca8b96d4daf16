package io.onesend.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several hosts on one Redis, all of the test's own. Any user id may register itself. */
public final class Hosts implements AutoCloseable {

    /** Short, so that a test that waits for the end of one is short too. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    private static final String PASSWORD = "pw";

    private final RedisProcess redis;
    private final List<ServerProcess> servers = new ArrayList<>();

    private Hosts(RedisProcess redis) {
        this.redis = redis;
    }

    /** Starts this many hosts, with these settings on top. */
    public static Hosts start(int count, String... settings) {
        return start(count, false, settings);
    }

    private static Hosts start(int count, boolean withAddresses, String... settings) {
        assumeTrue(
                RedisProcess.isInstalled(),
                "no redis-server of the system's: apt-get install redis-server redis-tools");
        Hosts hosts = new Hosts(startRedis());
        try {
            for (int number = 0; number < count; number++) {
                ServerProcess.Launch launch = hosts.launch("host-" + number).set(settings);
                if (withAddresses) {
                    int port = FreePort.choose();
                    launch.set("network.port=" + port, "cluster.address=127.0.0.1:" + port);
                }
                hosts.servers.add(launch.start());
            }
            return hosts;
        } catch (RuntimeException | AssertionError failed) {
            hosts.close();
            throw failed;
        }
    }

    /** As {@link #start}, with hosts that tell clients of each other where they are. */
    public static Hosts startWithAddresses(int count, String... settings) {
        return start(count, true, settings);
    }

    /** One more host of this cluster, not started yet; the caller closes it. */
    public ServerProcess.Launch launch(String name) {
        return ServerProcess.launch()
                .set(
                        "cluster.enabled=true",
                        "cluster.host-name=" + name,
                        "cluster.lease=" + LEASE.toMillis() + "ms",
                        "redis.uri=" + redis.uri(),
                        "redis.command-timeout=10s",
                        "chat.auto-register=true");
    }

    private static RedisProcess startRedis() {
        try {
            return RedisProcess.startIn(
                    WorkFolder.create("cluster-redis"), "--appendonly", "yes", "--appendfsync", "always");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public RedisProcess redis() {
        return redis;
    }

    public ServerProcess server(int number) {
        return servers.get(number);
    }

    /** A client of a host, logged in. */
    public RawClient login(int host, String userId) {
        return server(host).connect().loginOnceFree(userId, PASSWORD);
    }

    /** A client of a host, in a room; what it was told on entering is read. */
    public RawClient member(int host, String userId, int room) {
        RawClient client = login(host, userId);
        client.enter(room);
        return client;
    }

    @Override
    public void close() {
        try {
            servers.forEach(ServerProcess::close);
        } finally {
            redis.close();
        }
    }
}
