package io.onesend.it.speed.cluster;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.PubSubServer;
import io.onesend.it.speed.ServerJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Several {@link PubSubServer}s on one Redis. They grant every login. */
final class PubSubHosts implements RunningSystem {

    private final String name;
    private final ChatRedis redis;
    private final List<ServerJvm> servers = new ArrayList<>();

    private PubSubHosts(String name, ChatRedis redis) {
        this.name = name;
        this.redis = redis;
    }

    static PubSubHosts start(String name, int hosts, Pinning pinning) {
        PubSubHosts all = new PubSubHosts(name, ChatRedis.start(ChatRedis.Form.SINGLE));
        try {
            all.redis.pids().forEach(pinning::moveToServers);
            for (int number = 0; number < hosts; number++) {
                all.servers.add(ServerJvm.start(
                        pinning.server(),
                        ProductLaunch.JVM_ARGS,
                        PubSubServer.class,
                        NettyListener.preferred().name(),
                        String.valueOf(all.redis.port())));
            }
            return all;
        } catch (IOException failed) {
            all.close();
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return servers.stream().map(ServerJvm::address).toList();
    }

    @Override
    public String users() {
        return "user-";
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
        return redis.pids();
    }

    @Override
    public InetSocketAddress redis() {
        return new InetSocketAddress("127.0.0.1", redis.port());
    }

    @Override
    public void close() {
        servers.forEach(ServerJvm::close);
        redis.close();
    }
}
