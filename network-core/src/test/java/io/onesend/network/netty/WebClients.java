package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Clients over a WebSocket, as tests make them. */
final class WebClients {

    static final ClientSettings WEB = ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT);

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private WebClients() {}

    static NetworkConfig config(Transport transport) {
        return CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(1)
                // Scripted servers do not answer the end of a connection with their own.
                .closeTimeout(Duration.ofMillis(500))
                .build();
    }

    static CompletionStage<Session> connecting(
            NetworkClient client, InetSocketAddress to, SessionListener<byte[]> answers) {
        return client.connect(to, PATIENCE, PacketDecoder.BYTES, answers);
    }

    static Session opened(CompletionStage<Session> connecting) throws Exception {
        return connecting.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
