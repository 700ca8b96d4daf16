package io.onesend.it.speed.doors;

import io.onesend.it.speed.ByHandServer;
import io.onesend.it.speed.ServerJvm;
import io.onesend.network.Transport;
import java.io.IOException;

/** The hand-written chat server with Netty's WebSocket handlers in front, and its flushes batched. */
final class NettyWebSockets {

    private NettyWebSockets() {}

    /** Argument: the transport. */
    public static void main(String[] args) throws IOException {
        ServerJvm.serve(ByHandServer.startWebSocket(Transport.valueOf(args[0])));
    }
}
