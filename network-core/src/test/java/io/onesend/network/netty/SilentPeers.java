package io.onesend.network.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connects many times, says nothing, and waits for the end of each connection: a process with descriptors of its own. */
final class SilentPeers {

    private SilentPeers() {}

    /** @param args the port on loopback, and how many connections */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        List<SocketChannel> connections = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            connections.add(SocketChannel.open(server));
        }
        for (SocketChannel connection : connections) {
            awaitEnd(connection);
        }
    }

    private static void awaitEnd(SocketChannel connection) throws IOException {
        try {
            if (connection.read(ByteBuffer.allocate(1)) >= 0) {
                throw new IllegalStateException("the server has spoken");
            }
        } catch (SocketException reset) {
            // An end as well.
            System.err.println(reset.getMessage());
        }
        connection.close();
    }
}
