package io.onesend.it.peers;

import io.onesend.it.speed.ServerJvm;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends every message of a WebSocket back: the server that the Autobahn suite tries. */
final class WebSocketEcho {

    /** The suite's longest message. */
    private static final int LONGEST_MESSAGE = 16 << 20;

    private WebSocketEcho() {}

    /** Arguments: the kind of messages, and the transport. */
    public static void main(String[] args) throws IOException {
        ServerJvm.serve(
                start(Messages.valueOf(args[0]), Transport.valueOf(args[1])).port());
    }

    static NetworkServer start(Messages messages, Transport transport) {
        WebSocketSettings settings = new WebSocketSettings("/", List.of(), List.of(), Duration.ofSeconds(30), messages);
        NetworkConfig config = NetworkConfig.anyProtocol()
                .transport(transport)
                .frameFormat(FrameFormat.RAW)
                .doors(Doors.of(Door.WEBSOCKET).withWebSocket(settings))
                .maxFrameBytes(LONGEST_MESSAGE)
                .sendMaxBytes(2 * LONGEST_MESSAGE)
                .build();
        LogicLoop loop = LogicLoop.start("echo-logic");
        try {
            return NetworkServer.start(
                    config, loop, PacketDecoder.ENCODED, (session, message) -> session.relay(message, session));
        } catch (RuntimeException failed) {
            // Its thread would keep this process.
            loop.close();
            throw failed;
        }
    }
}
