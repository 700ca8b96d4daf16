package io.onesend.it.speed.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.onesend.load.LoadScheme;
import io.onesend.network.testing.RedisClusterProcesses;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The Redis of a system of its own, with accounts for everybody. */
final class ChatRedis implements AutoCloseable {

    private static final Path PARENT = Path.of("target", "work").toAbsolutePath();

    /** How Redis stores, and on how many servers. */
    enum Form {
        /** One server that writes its append-only file, and syncs it once a second. */
        SINGLE,
        /** One server that syncs before it answers. */
        ALWAYS_SYNCED,
        /** A primary and a replica; the hosts wait for the replica. */
        REPLICATED,
        /** Three primaries with a replica each. */
        CLUSTER
    }

    private final Form form;
    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<AutoCloseable> processes = new ArrayList<>();

    private ChatRedis(Form form) throws IOException, InterruptedException {
        this.form = form;
        Path folder = Files.createTempDirectory(Files.createDirectories(PARENT), "figures-redis-");
        if (form == Form.CLUSTER) {
            RedisClusterProcesses cluster = RedisClusterProcesses.startIn(folder, 3, 1);
            processes.add(cluster);
            IntStream.range(0, 6).mapToObj(cluster::node).forEach(servers::add);
            return;
        }
        String sync = form == Form.ALWAYS_SYNCED ? "always" : "everysec";
        add(RedisProcess.startIn(folder, "--appendonly", "yes", "--appendfsync", sync));
        if (form == Form.REPLICATED) {
            String primary = "127.0.0.1 " + servers.get(0).port();
            add(RedisProcess.startIn(folder, "--replicaof", primary, "--repl-diskless-sync-delay", "0"));
            servers.get(0).awaitReplica();
        }
    }

    private void add(RedisProcess server) {
        servers.add(server);
        processes.add(server);
    }

    static ChatRedis start(Form form) {
        try {
            return new ChatRedis(form);
        } catch (IOException failed) {
            throw new IllegalStateException("no Redis", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Lets these users log in, with the password of every {@link ChatMember}. */
    void addUsers(String prefix, int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(number -> LoadScheme.userId(prefix, number))
                .toList();
        if (form == Form.CLUSTER) {
            RedisClusterClient client = RedisClusterClient.create(uri());
            try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
                ids.forEach(id -> connection.sync().set(id, ChatMember.PASSWORD));
            } finally {
                client.shutdown();
            }
        } else {
            RedisClient client = RedisClient.create(uri());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                ids.forEach(id -> connection.sync().set(id, ChatMember.PASSWORD));
            } finally {
                client.shutdown();
            }
        }
    }

    /** What the hosts are told of it. */
    List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("redis.uri=" + uri()));
        if (form == Form.REPLICATED) {
            settings.addAll(List.of("cluster.durability=replicated", "cluster.replicas=1"));
        }
        return settings;
    }

    private String uri() {
        return servers.get(0).uri();
    }

    int port() {
        return servers.get(0).port();
    }

    List<Long> pids() {
        return servers.stream().map(RedisProcess::pid).toList();
    }

    @Override
    public void close() {
        processes.forEach(ChatRedis::end);
    }

    private static void end(AutoCloseable processes) {
        try {
            processes.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
