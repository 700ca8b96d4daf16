package io.onesend.it.samples;

import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Pipe;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Connects every session of a port to another server: {@code PortForward 7000 example.org 80}.
 *
 * <p>{@link Pipe} does the work: bytes are passed on in both directions, each only as fast as its receiver takes them; a peer that
 * has sent everything still gets its answer; and when one side breaks, the other is closed.
 */
public final class PortForward implements AutoCloseable {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    final NetworkServer server;
    private final NetworkClient client;

    /**
     * Starts to forward.
     *
     * @param config for both sides; a frame is what one read brings
     * @param target looked up for each connection if its name is not resolved
     * @param loop both sides' callbacks run on it; the caller closes it, after this
     */
    PortForward(NetworkConfig config, InetSocketAddress target, LogicLoop loop) {
        client = NetworkClient.start(config, loop);
        server = NetworkServer.start(
                config,
                loop,
                PacketDecoder.ENCODED,
                Pipe.to((near, far) ->
                        client.connectBeside(near, target, TIME_TO_CONNECT, PacketDecoder.ENCODED, far)));
    }

    static NetworkConfig config(int port) {
        return NetworkConfig.anyProtocol()
                .port(port)
                // What a connection may hold in each direction: reading stops at the mark.
                .sendHigh(256 * 1024)
                .sendLow(64 * 1024)
                .build();
    }

    public static void main(String[] args) {
        LogicLoop loop = LogicLoop.start("forward-logic");
        InetSocketAddress target = InetSocketAddress.createUnresolved(args[1], Integer.parseInt(args[2]));
        PortForward forward = new PortForward(config(Integer.parseInt(args[0])), target, loop);
        System.out.println("forward on " + forward.server.address());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            forward.close();
            loop.close();
        }));
    }

    /** No new connections first; then both sides, each after what is still to be sent. The client uses the server's threads. */
    @Override
    public void close() {
        server.stopAccepting();
        client.close();
        server.close();
    }
}
