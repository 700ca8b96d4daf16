package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;

/** An echo server on all IPv4 addresses in its own process, whose JVM may forbid reflection into Netty. */
final class EncapsulatedNettyServer {

    private EncapsulatedNettyServer() {}

    /** Prints its port and its transport, and ends when its standard input ends. */
    public static void main(String[] args) throws IOException {
        LogicLoop logic = LogicLoop.start("test-logic");
        NetworkServer server = NetworkServer.start(
                NetworkConfig.builder().port(0).build(), logic, PacketDecoder.BYTES, RecordingListener.echo());
        System.out.println(server.port());
        System.out.println(server.transport());
        while (System.in.read() != -1) {
            continue;
        }
        server.close();
        logic.close();
    }
}
