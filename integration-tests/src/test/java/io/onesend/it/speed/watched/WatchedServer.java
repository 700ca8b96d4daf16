package io.onesend.it.speed.watched;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.WorkFolder;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.ChatMember;
import io.onesend.it.speed.cluster.Member;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.cluster.Traffic;
import io.onesend.network.Transport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The product's jar, whose members are known to it.
 *
 * @param folder has the token of its operators
 */
record WatchedServer(String name, ServerProcess process, Path folder, String users) implements RunningSystem {

    static WatchedServer start(Transport transport, Work work, Pinning pinning) {
        TestRedis redis = TestRedis.shared();
        String users = TestRedis.unique() + "-";
        ChatMember.addUsers(redis, users, work.users());
        Path folder = WorkFolder.create("watched");
        ServerProcess process = ProductLaunch.of(transport, work.rooms(), work.members(), pinning)
                .set("redis.uri=" + redis.uri())
                .in(folder)
                .start();
        return new WatchedServer("onesend, " + transport.configName(), process, folder, users);
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return List.of(process.address());
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return new ChatMember(place, senders, traffic);
    }

    @Override
    public List<Long> hostPids() {
        return List.of(process.process().pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
