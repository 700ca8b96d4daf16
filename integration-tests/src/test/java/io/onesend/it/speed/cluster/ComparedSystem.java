package io.onesend.it.speed.cluster;

import io.onesend.it.speed.Pinning;
import io.onesend.network.Transport;
import io.onesend.network.testing.RedisProcess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A system to be compared.
 *
 * @param hosts that the members are spread over
 */
record ComparedSystem(Kind kind, int hosts) {

    private static final int MOST_HOSTS = 16;

    /** What it is made of. */
    enum Kind {
        /** One host alone, without a cluster. */
        NO_CLUSTER("no-cluster"),
        CLUSTER("cluster"),
        ALWAYS_SYNCED("appendfsync-always"),
        REPLICATED("replicated"),
        REDIS_CLUSTER("redis-cluster"),
        PUB_SUB("pub-sub"),
        NATS("nats");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * The rooms that its hosts have, enough for all works one after the other.
     *
     * @param count of all rooms
     * @param users of the work that has most
     */
    record Rooms(int count, int mostMembers, int users) {}

    /** {@code no-cluster}, or a kind and a number of hosts: {@code cluster-4}. */
    static ComparedSystem of(String name) {
        for (Kind kind : Kind.values()) {
            String hosts = name.startsWith(kind.word + "-") ? name.substring(kind.word.length() + 1) : "";
            if (kind == Kind.NO_CLUSTER && name.equals(kind.word)) {
                return new ComparedSystem(kind, 1);
            }
            if (kind != Kind.NO_CLUSTER && hosts.matches("[1-9][0-9]?") && Integer.parseInt(hosts) <= MOST_HOSTS) {
                return new ComparedSystem(kind, Integer.parseInt(hosts));
            }
        }
        throw new IllegalArgumentException("is not a system: '" + name + "'; there are "
                + Arrays.stream(Kind.values())
                        .map(kind -> kind == Kind.NO_CLUSTER ? kind.word : kind.word + "-N")
                        .collect(Collectors.joining(", "))
                + ", with N hosts up to " + MOST_HOSTS);
    }

    /** As in the options. */
    String name() {
        return kind == Kind.NO_CLUSTER ? kind.word : kind.word + "-" + hosts;
    }

    /** What it needs and is not installed; empty: nothing. */
    List<String> missing() {
        Stream<String> redis = kind == Kind.NATS || RedisProcess.isInstalled()
                ? Stream.of()
                : Stream.of("redis-server and redis-tools");
        Stream<String> nats = kind != Kind.NATS || NatsServers.isInstalled() ? Stream.of() : Stream.of("nats-server");
        return Stream.concat(redis, nats).toList();
    }

    RunningSystem start(Transport transport, Rooms rooms, Pinning pinning) {
        return switch (kind) {
            case NO_CLUSTER -> onesend(0, ChatRedis.Form.SINGLE, transport, rooms, pinning);
            case CLUSTER -> onesend(hosts, ChatRedis.Form.SINGLE, transport, rooms, pinning);
            case ALWAYS_SYNCED -> onesend(hosts, ChatRedis.Form.ALWAYS_SYNCED, transport, rooms, pinning);
            case REPLICATED -> onesend(hosts, ChatRedis.Form.REPLICATED, transport, rooms, pinning);
            case REDIS_CLUSTER -> onesend(hosts, ChatRedis.Form.CLUSTER, transport, rooms, pinning);
            case PUB_SUB -> PubSubHosts.start(name(), hosts, pinning);
            case NATS -> NatsServers.start(name(), hosts, pinning);
        };
    }

    private OnesendHosts onesend(int shared, ChatRedis.Form redis, Transport transport, Rooms rooms, Pinning pinning) {
        return OnesendHosts.start(new OnesendHosts.Launch(name(), shared, redis, transport, rooms), pinning);
    }
}
