package io.onesend.network.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
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
 * The socket options that make the kernel notice a peer that vanished without closing.
 *
 * <p>The kernel probes a silent peer after {@code keepAlive}, and again after every sixth of it. It gives up a peer that
 * acknowledges neither probes nor data for four thirds of {@code keepAlive}. Data may be sent just before that time is over, and
 * then has the whole time again; so twice four thirds must be less than the promised three times {@code keepAlive}.
 *
 * @param isOn whether keep-alive is on
 * @param times its times, as far as the transport can set them
 * @param handedDown whether they can be set on a listening socket, for all that it accepts
 */
record TransportKeepAlive(boolean isOn, Map<ChannelOption<Integer>, Integer> times, boolean handedDown) {

    /** Unanswered probes before the kernel gives up, without a user time-out: a sixth apart, they add up to four thirds. */
    private static final int QUESTIONS = 2;

    static TransportKeepAlive of(Transport transport, Duration keepAlive) {
        if (keepAlive.isZero()) {
            return new TransportKeepAlive(false, Map.of(), false);
        }
        int idle = (int) keepAlive.toSeconds();
        int interval = Math.max(1, idle / 6);
        int userTimeout = (int) (keepAlive.toMillis() * 4 / 3);
        Map<ChannelOption<Integer>, Integer> times = switch (transport) {
            case IO_URING, EPOLL ->
                Map.of(
                        LinuxSocketOption.TCP_KEEPIDLE, idle,
                        LinuxSocketOption.TCP_KEEPINTVL, interval,
                        LinuxSocketOption.TCP_KEEPCNT, QUESTIONS,
                        LinuxSocketOption.TCP_USER_TIMEOUT, userTimeout);
            case NIO -> onNio(idle, interval);
            // Netty has no options for the times there.
            case KQUEUE -> Map.of();
            case AUTO -> throw new IllegalArgumentException("not a transport that sockets have: " + transport);
        };
        boolean handedDown = transport == Transport.IO_URING || transport == Transport.EPOLL;
        return new TransportKeepAlive(true, times, handedDown);
    }

    /** Java has options for the times, but not on every system, and none for a user time-out. */
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

    /**
     * Sets the options for connections that a server accepts. Linux hands a listening socket's options down to them, which saves five
     * system calls for each connection.
     */
    void setOnAccepted(ServerBootstrap server) {
        if (!isOn) {
            return;
        }
        if (handedDown) {
            server.option(LinuxSocketOption.SO_KEEPALIVE, 1);
            times.forEach(server::option);
        } else {
            server.childOption(ChannelOption.SO_KEEPALIVE, true);
            times.forEach(server::childOption);
        }
    }

    /** Sets the options for connections that a client makes. */
    void setOn(Bootstrap client) {
        if (isOn) {
            client.option(ChannelOption.SO_KEEPALIVE, true);
            times.forEach(client::option);
        }
    }
}
