package io.onesend.it.speed;

import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Pipe;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** One of the servers that stream, in a process of its own: prints its port, and ends with its standard input. */
final class StreamServer {

    static final long BYTES = 1L << 30;
    static final int CHUNK = 64 * 1024;

    /** The marks of what waits to be sent, the same for all servers. */
    static final int HIGH = 512 * 1024;

    static final int LOW = 256 * 1024;

    /** What is compared. */
    enum Kind {
        /** Written by hand with Netty: one I/O thread for both ends of a forward. */
        NETTY,
        INLINE,
        THREAD
    }

    /** What they do for each connection. */
    enum Work {
        /** Send {@link #BYTES} for the first byte that comes. */
        DOWNLOAD,
        /** Pass on in both directions between it and a connection to the origin. */
        FORWARD
    }

    private StreamServer() {}

    /** Arguments: kind, work, transport, and the origin's port. */
    public static void main(String[] args) throws IOException {
        Kind kind = Kind.valueOf(args[0]);
        Work work = Work.valueOf(args[1]);
        Transport transport = Transport.valueOf(args[2]);
        InetSocketAddress origin = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[3]));
        int port = switch (kind) {
            case NETTY -> NettyStreams.listen(transport, work, origin);
            case INLINE -> listen(transport, work, origin, Logic.inline());
            case THREAD -> listen(transport, work, origin, Logic.on(LogicLoop.start("stream-logic")));
        };
        ServerJvm.serve(port);
    }

    private static int listen(Transport transport, Work work, InetSocketAddress origin, Logic logic) {
        NetworkConfig config = NetworkConfig.anyProtocol()
                .transport(transport)
                .ioThreads(1)
                .sendHigh(HIGH)
                .sendLow(LOW)
                .build();
        return switch (work) {
            case DOWNLOAD ->
                NetworkServer.start(config, logic, PacketDecoder.BYTES, new Download())
                        .port();
            case FORWARD -> {
                NetworkClient client = NetworkClient.start(config, logic);
                yield NetworkServer.start(
                                config,
                                logic,
                                PacketDecoder.ENCODED,
                                Pipe.to((near, far) -> client.connectBeside(
                                        near, origin, Duration.ofSeconds(5), PacketDecoder.ENCODED, far)))
                        .port();
            }
        };
    }

    private static final class Download implements SessionListener<byte[]> {

        private final EncodedPacket chunk = EncodedPacket.copyOf(new byte[CHUNK]);

        @Override
        public void onReceive(Session session, byte[] request) {
            session.attach(BYTES);
            send(session);
        }

        @Override
        public void onWritable(Session session) {
            send(session);
        }

        private void send(Session session) {
            long left = (Long) session.attachment();
            while (left > 0 && session.isWritable()) {
                session.send(chunk);
                left -= CHUNK;
            }
            session.attach(left);
            if (left == 0) {
                session.close();
            }
        }
    }
}
