package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.onesend.network.logic.AnyThread;

/**
 * Counts and limits the open connections of all ports of a server, so that some of the process's file descriptors are left for
 * other uses: an admin port, a database, a log.
 */
@AnyThread
final class AcceptedConnections {

    /** Descriptors that are left for other uses. */
    private static final int LEFT_ALONE = 64;

    /**
     * Connections that may still be accepted after the last place was taken; further ones are closed. On NIO each port accepts
     * up to 16 at once, on the others one.
     */
    private static final int SURPLUS = LEFT_ALONE / 2;

    private final int most;

    /** All that are open. A counter of its own would cost each connection a second listener of its end. */
    private final ChannelGroup open;

    AcceptedConnections(long most, ChannelGroup open) {
        this.most = (int) Math.min(Integer.MAX_VALUE - SURPLUS, Math.max(1, most));
        this.open = open;
    }

    /** Allows as many connections as the process may still open files, less those left for other uses. */
    static AcceptedConnections within(FileDescriptors files, ChannelGroup open) {
        return new AcceptedConnections(files.free() - LEFT_ALONE, open);
    }

    int most() {
        return most;
    }

    /** Counts a connection until it is closed; false, and not counted, if it is one too many. */
    boolean add(Channel accepted) {
        return open.size() < most + SURPLUS && open.add(accepted);
    }

    /** Whether no more connections should be accepted for now. */
    boolean isFull() {
        return open.size() >= most;
    }
}
