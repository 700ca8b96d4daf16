package io.onesend.it.speed.doors;

import io.netty.channel.ChannelHandler;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.ChatMember;
import io.onesend.it.speed.cluster.Member;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.cluster.Traffic;
import java.net.InetSocketAddress;
import java.util.List;

/** A server that users come to who have not been there, while those before them may still be leaving. */
record NewUsers(RunningSystem door, String users) implements RunningSystem {

    static NewUsers of(RunningSystem door, Work work) {
        String users = TestRedis.unique() + "-";
        ChatMember.addUsers(TestRedis.shared(), users, work.users());
        return new NewUsers(door, users);
    }

    @Override
    public String name() {
        return door.name();
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return door.hosts();
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return door.member(place, senders, traffic);
    }

    @Override
    public ChannelHandler connection(Member member) {
        return door.connection(member);
    }

    @Override
    public List<Long> hostPids() {
        return door.hostPids();
    }

    @Override
    public void close() {
        door.close();
    }
}
