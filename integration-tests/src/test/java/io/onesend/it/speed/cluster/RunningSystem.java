package io.onesend.it.speed.cluster;

import io.netty.channel.ChannelHandler;
import io.onesend.it.speed.turns.Compared;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system that is compared, running: hosts, and perhaps a Redis behind them. */
public interface RunningSystem extends Compared {

    /** Where members connect. */
    List<InetSocketAddress> hosts();

    /** What the ids of those begin with who may log in. */
    String users();

    Member member(Member.Place place, int senders, Traffic traffic);

    /** What handles a member's connection: the member, perhaps behind something. */
    default ChannelHandler connection(Member member) {
        return member;
    }

    /** Returns when every host knows that the others have members in these rooms. */
    default void awaitInterest(int firstRoom, int rooms) {}

    /** The processes of the hosts. */
    List<Long> hostPids();

    /** The processes of Redis; none: there is none, or it has no part in what is said. */
    default List<Long> redisPids() {
        return List.of();
    }

    /** The Redis that a message goes through; null: there is none. */
    default @Nullable InetSocketAddress redis() {
        return null;
    }

    /** What the hosts have sent to Redis so far; null: they do not count it. */
    default @Nullable Batches batches() {
        return null;
    }

    /** Calls of Redis, and the events in them. */
    record Batches(double calls, double events) {}
}
