package io.onesend.it.speed.cluster;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.network.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The product's jar: one host that is alone, or several that share rooms. */
final class OnesendHosts implements RunningSystem {

    private final String name;
    private final boolean shared;
    private final String users = TestRedis.unique() + "-";
    private final ChatRedis redis;
    private final List<ServerProcess> servers = new ArrayList<>();

    private OnesendHosts(String name, boolean shared, ChatRedis redis) {
        this.name = name;
        this.shared = shared;
        this.redis = redis;
    }

    /**
     * What is started.
     *
     * @param hosts 0: one that is alone, without a cluster
     */
    record Launch(String name, int hosts, ChatRedis.Form redis, Transport transport, ComparedSystem.Rooms rooms) {}

    static OnesendHosts start(Launch launch, Pinning pinning) {
        OnesendHosts all = new OnesendHosts(launch.name, launch.hosts > 0, ChatRedis.start(launch.redis));
        try {
            all.redis.pids().forEach(pinning::moveToServers);
            all.redis.addUsers(all.users, launch.rooms.users());
            for (int number = 0; number < Math.max(1, launch.hosts); number++) {
                all.servers.add(all.launch(launch, number, pinning).start());
            }
            return all;
        } catch (RuntimeException | AssertionError failed) {
            all.close();
            throw failed;
        }
    }

    private ServerProcess.Launch launch(Launch launch, int number, Pinning pinning) {
        ServerProcess.Launch server = ProductLaunch.of(
                        launch.transport, launch.rooms.count(), launch.rooms.mostMembers(), pinning)
                .set(redis.settings().toArray(String[]::new));
        return shared ? server.set("cluster.enabled=true", "cluster.host-name=host-" + number) : server;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return servers.stream().map(ServerProcess::address).toList();
    }

    @Override
    public String users() {
        return users;
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return new ChatMember(place, senders, traffic);
    }

    @Override
    public List<Long> hostPids() {
        return servers.stream().map(server -> server.process().pid()).toList();
    }

    @Override
    public List<Long> redisPids() {
        return shared ? redis.pids() : List.of();
    }

    @Override
    public @Nullable InetSocketAddress redis() {
        return shared ? new InetSocketAddress("127.0.0.1", redis.port()) : null;
    }

    @Override
    public @Nullable Batches batches() {
        return shared
                ? new Batches(sum("onesend_cluster_batches_total"), sum("onesend_cluster_batch_events_total"))
                : null;
    }

    private double sum(String metric) {
        return servers.stream()
                .mapToDouble(server -> server.admin().metric(metric))
                .sum();
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
