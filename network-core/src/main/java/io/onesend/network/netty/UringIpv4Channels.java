package io.onesend.network.netty;

import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes listening channels of io_uring that are IPv4 only.
 *
 * <p>Netty 4.2.18 cannot. The only constructor of its channel makes an IPv6 socket if the host has IPv6, and binding that to
 * {@code 0.0.0.0} listens on IPv6 as well. No socket option restricts an IPv6 socket to IPv4. So this class replaces the socket
 * of a new channel by reflection, before anything has used it.
 *
 * <p>That may be forbidden: by a module path on which Netty is not open to this library, or by a Java version that protects
 * final fields. Or another version of Netty may have other fields. Then the channel stays as Netty made it and also listens on
 * IPv6, the log says so, and {@link AcceptGate} closes what comes over IPv6.
 */
final class UringIpv4Channels {

    private static final Logger LOG = LoggerFactory.getLogger(UringIpv4Channels.class);

    private static final String CHANNEL = "io.netty.channel.uring.AbstractIoUringChannel";

    private UringIpv4Channels() {}

    static ServerSocketChannel open() {
        IoUringServerSocketChannel channel = new IoUringServerSocketChannel();
        // Otherwise the host has no IPv6, or Java was told not to use it: Netty's own socket is IPv4 only.
        if (Socket.isIPv6Preferred()) {
            try {
                restrictToIpv4(channel);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError notPossible) {
                LOG.info(
                        "cannot make an IPv4 socket to listen with: at 0.0.0.0 connections over IPv6 are accepted and closed ({})",
                        String.valueOf(notPossible.getCause() == null ? notPossible : notPossible.getCause()));
            }
        }
        return channel;
    }

    private static void restrictToIpv4(IoUringServerSocketChannel channel) throws ReflectiveOperationException {
        Socket both = (Socket) channel.fd();
        Field field = Class.forName(CHANNEL).getDeclaredField("socket");
        field.setAccessible(true);
        Method newSocketStream = both.getClass().getMethod("newSocketStream", boolean.class);
        newSocketStream.setAccessible(true);
        Socket ipv4 = (Socket) newSocketStream.invoke(null, false);
        try {
            field.set(channel, ipv4);
        } finally {
            close(channel.fd().equals(ipv4) ? both : ipv4);
        }
        // What Netty's constructor has set on the other socket.
        channel.config().setReuseAddress(true);
    }

    private static void close(Socket unused) {
        try {
            unused.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
