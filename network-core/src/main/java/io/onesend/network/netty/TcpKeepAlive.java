package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import io.onesend.network.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket options that have the kernel notice a peer which is gone without a word.
 *
 * <p>A silent peer is asked after {@code keepAlive}, and again every sixth of that. Who acknowledges nothing for four thirds
 * of {@code keepAlive}, be it those questions or data, is given up. Data may be sent just before that time, and then has it
 * to itself; so twice the four thirds have to be less than the three times that are promised.
 *
 * @param isOn whether there is a keep-alive at all
 * @param times its times, as far as the transport can set them
 */
record TcpKeepAlive(boolean isOn, Map<ChannelOption<Integer>, Integer> times) {

    /** Questions that may stay without an answer where there is no user time-out: a sixth apart, they make four thirds. */
    private static final int QUESTIONS = 2;

    static TcpKeepAlive of(Transport transport, Duration keepAlive) {
        if (keepAlive.isZero()) {
            return new TcpKeepAlive(false, Map.of());
        }
        int idle = (int) keepAlive.toSeconds();
        int interval = Math.max(1, idle / 6);
        int userTimeout = (int) (keepAlive.toMillis() * 4 / 3);
        Map<ChannelOption<Integer>, Integer> times = switch (transport) {
            case IO_URING ->
                Map.of(
                        IoUringChannelOption.TCP_KEEPIDLE, idle,
                        IoUringChannelOption.TCP_KEEPINTVL, interval,
                        IoUringChannelOption.TCP_KEEPCNT, QUESTIONS,
                        IoUringChannelOption.TCP_USER_TIMEOUT, userTimeout);
            case EPOLL ->
                Map.of(
                        EpollChannelOption.TCP_KEEPIDLE, idle,
                        EpollChannelOption.TCP_KEEPINTVL, interval,
                        EpollChannelOption.TCP_KEEPCNT, QUESTIONS,
                        EpollChannelOption.TCP_USER_TIMEOUT, userTimeout);
            case NIO -> onNio(idle, interval);
            // Netty has no option for the times there.
            case KQUEUE -> Map.of();
            case AUTO -> throw new IllegalArgumentException("not a transport that sockets have: " + transport);
        };
        return new TcpKeepAlive(true, times);
    }

    /** Java has options for the times, though not on every system, and none for a user time-out. */
    private static Map<ChannelOption<Integer>, Integer> onNio(int idle, int interval) {
        Map<SocketOption<Integer>, Integer> wanted = Map.of(
                ExtendedSocketOptions.TCP_KEEPIDLE, idle,
                ExtendedSocketOptions.TCP_KEEPINTERVAL, interval,
                ExtendedSocketOptions.TCP_KEEPCOUNT, QUESTIONS);
        Set<SocketOption<?>> supported = supportedOptions();
        Map<ChannelOption<Integer>, Integer> times = new HashMap<>();
        wanted.forEach((option, value) -> {
            if (supported.contains(option)) {
                times.put(NioChannelOption.of(option), value);
            }
        });
        return Map.copyOf(times);
    }

    private static Set<SocketOption<?>> supportedOptions() {
        try (SocketChannel socket = SocketChannel.open()) {
            return socket.supportedOptions();
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    /** For the connections that a server accepts. */
    void setOnAccepted(ServerBootstrap server) {
        if (isOn) {
            server.childOption(ChannelOption.SO_KEEPALIVE, true);
            times.forEach(server::childOption);
        }
    }

    /** For the connections that a client makes. */
    void setOn(Bootstrap client) {
        if (isOn) {
            client.option(ChannelOption.SO_KEEPALIVE, true);
            times.forEach(client::option);
        }
    }
}
