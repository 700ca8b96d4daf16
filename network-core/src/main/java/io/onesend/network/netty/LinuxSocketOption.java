package io.onesend.network.netty;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;

/**
 * Socket options by Linux's own numbers, for io_uring and epoll. Netty has names for them too, but takes those for connections only,
 * and not for a listening socket.
 */
final class LinuxSocketOption {

    static final ChannelOption<Integer> SO_KEEPALIVE = ofSocket("SO_KEEPALIVE", 9);

    /** In seconds. */
    static final ChannelOption<Integer> TCP_KEEPIDLE = ofTcp("TCP_KEEPIDLE", 4);

    /** In seconds. */
    static final ChannelOption<Integer> TCP_KEEPINTVL = ofTcp("TCP_KEEPINTVL", 5);

    static final ChannelOption<Integer> TCP_KEEPCNT = ofTcp("TCP_KEEPCNT", 6);

    /** In milliseconds. */
    static final ChannelOption<Integer> TCP_USER_TIMEOUT = ofTcp("TCP_USER_TIMEOUT", 18);

    private LinuxSocketOption() {}

    private static ChannelOption<Integer> ofSocket(String name, int number) {
        return new IntegerUnixChannelOption(LinuxSocketOption.class.getName() + name, 1, number);
    }

    private static ChannelOption<Integer> ofTcp(String name, int number) {
        return new IntegerUnixChannelOption(LinuxSocketOption.class.getName() + name, 6, number);
    }
}
