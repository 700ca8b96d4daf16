package io.onesend.network;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.UnixDatagrams;
import java.io.IOException;

/**
 * Sends datagrams to a Unix domain socket, as a service manager such as systemd has one: the JDK has no such sockets. It never
 * waits. It works on Linux, where Netty's native library does.
 */
@AnyThread
public final class NotifySocket implements AutoCloseable {

    private final UnixDatagrams datagrams;

    private NotifySocket(UnixDatagrams datagrams) {
        this.datagrams = datagrams;
    }

    /**
     * Makes a socket that sends to this address; nothing is sent yet.
     *
     * @param address a file's path; with {@code @} first, the name of a socket that has no file
     * @return to be closed
     * @throws NetworkException if it is no such address, or there are no such sockets here
     */
    public static NotifySocket to(String address) {
        return new NotifySocket(UnixDatagrams.to(address));
    }

    /**
     * Sends one datagram.
     *
     * @param text its whole content
     * @throws IOException if nobody listens, or the receiver has not taken those before, or this is closed
     */
    public synchronized void send(String text) throws IOException {
        datagrams.send(text);
    }

    /** Closes the socket. Idempotent. */
    @Override
    public synchronized void close() {
        datagrams.close();
    }
}
