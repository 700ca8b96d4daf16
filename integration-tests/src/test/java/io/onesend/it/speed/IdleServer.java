package io.onesend.it.speed;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A server with default settings in a process of its own. It prints its port, answers every line of its standard input with
 * the number of its sessions, and ends with it.
 */
final class IdleServer {

    private IdleServer() {}

    /** Argument: the transport. */
    public static void main(String[] args) throws IOException {
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(Transport.valueOf(args[0]))
                .build();
        NetworkServer server = NetworkServer.start(
                config, LogicLoop.start("idle-logic"), PacketDecoder.BYTES, (session, frame) -> session.send(frame));
        System.out.println(server.port());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (lines.readLine() != null) {
            System.out.println(server.statistics().sessions());
        }
        Runtime.getRuntime().halt(0);
    }
}
