package io.onesend.network.metrics;

import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs an echo server and one call to it. Public and without other test classes, so that another class loader can run it. */
public final class EchoRun implements Callable<List<String>> {

    /** Returns the echoed text and the number of sessions that the server counted. */
    @Override
    public List<String> call() throws Exception {
        // NIO, because a native library can be in one class loader only.
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(Transport.NIO)
                .ioThreads(1)
                .frameFormat(FrameFormat.RAW)
                .maxFrameBytes(1024)
                .build();
        try (LogicLoop loop = LogicLoop.start("echo-logic");
                NetworkServer server = NetworkServer.start(
                        config, loop, PacketDecoder.BYTES, (session, bytes) -> session.send(bytes));
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            peer.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            String answer = new String(peer.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
            return List.of(answer, String.valueOf(server.statistics().accepted()));
        }
    }
}
