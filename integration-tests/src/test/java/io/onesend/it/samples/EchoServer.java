package io.onesend.it.samples;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;

/**
 * Sends every byte back, however many there are: {@code nc -N 127.0.0.1 7000 < some-file > same-file}.
 *
 * <p>Back-pressure: a client that does not read its echo is not read from either, and costs no more than the marks of its send
 * queue and of what it may have received.
 */
public final class EchoServer implements SessionListener<EncodedPacket> {

    /** For streams: a frame is what one read brings, and goes back as it is, without a copy. */
    static NetworkConfig config(int port) {
        return NetworkConfig.anyProtocol().port(port).build();
    }

    /** To stop, close the server, which sends what is still to be sent, and then the loop. */
    static NetworkServer start(NetworkConfig config, LogicLoop loop) {
        return NetworkServer.start(config, loop, PacketDecoder.ENCODED, new EchoServer());
    }

    public static void main(String[] args) {
        LogicLoop loop = LogicLoop.start("echo-logic");
        NetworkServer server = start(config(Integer.parseInt(args[0])), loop);
        System.out.println("echo on " + server.address());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            loop.close();
        }));
    }

    @Override
    public void onReceive(Session session, EncodedPacket bytes) {
        session.relay(bytes, session);
    }

    /** The client has sent everything, and still waits for its echo: this side ends behind the last byte of it. */
    @Override
    public void onInputEnd(Session session) {
        session.endOutput();
    }
}
