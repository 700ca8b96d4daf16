package io.onesend.it.speed.doors;

import io.onesend.it.speed.ServerJvm;
import io.onesend.it.speed.cluster.ChatMember;
import io.onesend.it.speed.cluster.Member;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.cluster.Traffic;
import java.net.InetSocketAddress;
import java.util.List;

/** A port of {@link TwoPorts}. The process is that of the other port, too. */
record PortOfTwo(String name, ServerJvm server, int number) implements RunningSystem {

    @Override
    public List<InetSocketAddress> hosts() {
        return List.of(new InetSocketAddress("127.0.0.1", number));
    }

    /** {@link NewUsers} log in. */
    @Override
    public String users() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return new ChatMember(place, senders, traffic);
    }

    @Override
    public List<Long> hostPids() {
        return List.of(server.process().pid());
    }

    /** Ends the other port, too. */
    @Override
    public void close() {
        server.close();
    }
}
