package io.onesend.it.build;

import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A user's program on network-core: a server and a client in one JVM, and one echo. */
public final class EchoProgram {

    private EchoProgram() {}

    public static void main(String[] args) throws Exception {
        NetworkConfig config = NetworkConfig.anyProtocol().build();
        BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
        try (LogicLoop logic = LogicLoop.start("logic");
                NetworkServer server = NetworkServer.start(
                        config, logic, PacketDecoder.BYTES, (session, bytes) -> session.send(bytes));
                NetworkClient client = NetworkClient.start(config, logic)) {
            Session session = client.connect(
                            server.address(),
                            Duration.ofSeconds(10),
                            PacketDecoder.BYTES,
                            (from, bytes) -> answers.add(bytes))
                    .toCompletableFuture()
                    .get();
            session.send("hello".getBytes(StandardCharsets.UTF_8));
            byte[] answer = answers.poll(30, TimeUnit.SECONDS);
            System.out.println(
                    "transport " + server.transport() + ", answer " + new String(answer, StandardCharsets.UTF_8));
        }
    }
}
