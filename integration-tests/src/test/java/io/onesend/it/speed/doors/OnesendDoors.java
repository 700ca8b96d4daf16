package io.onesend.it.speed.doors;

import io.netty.channel.ChannelHandler;
import io.onesend.it.harness.OpensslJars;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.ChatMember;
import io.onesend.it.speed.cluster.Member;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.cluster.Traffic;
import io.onesend.it.speed.cluster.WebSocketMember;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The product's jar with some of its doors open. */
record OnesendDoors(DoorSystem system, ServerProcess server, String users) implements RunningSystem {

    /**
     * Starts it, with accounts for all members.
     *
     * @param rooms of the server
     * @param before the jar of another commit, for a system of this kind
     */
    static OnesendDoors start(DoorSystem system, Work work, int rooms, @Nullable Path before, Pinning pinning) {
        TestRedis redis = TestRedis.shared();
        String users = TestRedis.unique() + "-";
        ChatMember.addUsers(redis, users, work.users());
        ServerProcess.Launch launch = ProductLaunch.of(system.transport(), rooms, work.members(), pinning)
                .set("redis.uri=" + redis.uri());
        openDoors(launch, system.kind(), before);
        return new OnesendDoors(system, launch.start(), users);
    }

    private static void openDoors(ServerProcess.Launch launch, Kind kind, @Nullable Path before) {
        if (kind == Kind.BEFORE) {
            // Its port may be of a time when a port had one door.
            launch.jar(Objects.requireNonNull(before));
            return;
        }
        launch.set("network.doors=" + (kind == Kind.PLAIN ? "plain" : "plain,websocket"));
        if (kind == Kind.OPENSSL) {
            launch.withLibraries(OpensslJars.both());
        }
        if (kind.isTls()) {
            launch.set(
                    "network.tls.mode=allowed",
                    "network.tls.certificate=" + DoorTls.certificate(),
                    "network.tls.key=" + DoorTls.key(),
                    "network.tls.provider=" + (kind == Kind.OPENSSL ? "openssl" : "jdk"));
        }
    }

    @Override
    public String name() {
        return system.name();
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return List.of(server.address());
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return system.kind().isWebSocket()
                ? new WebSocketMember(place, senders, traffic)
                : new ChatMember(place, senders, traffic);
    }

    @Override
    public ChannelHandler connection(Member member) {
        return system.kind().isTls() ? DoorTls.before(member) : member;
    }

    @Override
    public List<Long> hostPids() {
        return List.of(server.process().pid());
    }

    @Override
    public void close() {
        server.close();
    }
}
