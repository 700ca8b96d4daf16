package io.onesend.network.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import io.onesend.network.NetworkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

/** The socket behind {@link io.onesend.network.NotifySocket}, which keeps its threads apart. */
public final class UnixDatagrams implements AutoCloseable {

    /** What Linux has room for, with the zero byte that ends a path. */
    private static final int LONGEST_ADDRESS = 107;

    private final Socket socket;
    private final byte[] address;

    private UnixDatagrams(Socket socket, byte[] address) {
        this.socket = socket;
        this.address = address;
    }

    /** As {@link io.onesend.network.NotifySocket#to}. */
    public static UnixDatagrams to(String address) {
        byte[] name = address.getBytes(StandardCharsets.UTF_8);
        if (name.length < 2 || (name[0] != '/' && name[0] != '@')) {
            throw new NetworkException("not the address of a Unix domain socket: it begins with / or @");
        }
        if (name.length > LONGEST_ADDRESS) {
            throw new NetworkException("the address of a Unix domain socket has at most " + LONGEST_ADDRESS + " bytes");
        }
        // A name without a file begins with a zero byte; people write @ for it.
        name[0] = name[0] == '@' ? 0 : name[0];
        if (!Epoll.isAvailable()) {
            throw new NetworkException("Unix datagrams need Netty's native library", Epoll.unavailabilityCause());
        }
        try {
            return new UnixDatagrams(Socket.newSocketDomainDgram(), name);
        } catch (ChannelException failed) {
            throw new NetworkException("no Unix datagram socket: " + NativeErrors.inWords(failed), failed);
        }
    }

    /** As {@link io.onesend.network.NotifySocket#send}. */
    public void send(String text) throws IOException {
        if (!socket.isOpen()) {
            throw new ClosedChannelException();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        // The socket does not block: 0 says that the receiver's queue is full.
        if (socket.sendToDomainSocket(content, 0, bytes.length, address) != bytes.length) {
            throw new IOException("the receiver takes no more");
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new NetworkException("a Unix datagram socket was not closed", failed);
        }
    }
}
