package io.onesend.it.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.it.harness.RawClient;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Step 2, application and network apart. In the course, the network is a base class and the application overrides its
 * {@code OnConnect}, {@code OnReceive} and {@code OnClose}. Here the application is a listener with these three methods. It is
 * given sessions and packets and never sees a socket; that each session has one connect and one disconnect, with a reason, is a
 * promise.
 *
 * <p>To read: {@link SessionListener}, {@link Session}, {@link DisconnectReason}.
 */
class Step02ApplicationAndNetworkIT {

    private static final NetworkConfig LINES = EmbeddedServer.CONFIG.toBuilder()
            .frameFormat(FrameFormat.LINES)
            .maxFrameBytes(1_024)
            .build();
    private static final PacketDecoder<String> TEXT = line -> new String(line.rest(), UTF_8);

    /** The application. Nothing in it is of the network but its sessions. */
    private static final class Greeter implements SessionListener<String> {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void onConnect(Session session) {
            calls.add("connect " + session.id());
        }

        @Override
        public void onReceive(Session session, String name) {
            calls.add("receive " + session.id() + " " + name);
            session.send(("hello, " + name + "\n").getBytes(UTF_8));
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            calls.add("disconnect " + session.id() + " " + reason.name());
        }
    }

    @Test
    void theApplicationIsToldOfConnectReceiveAndDisconnectInOrder() {
        Greeter greeter = new Greeter();
        try (EmbeddedServer server = new EmbeddedServer(LINES, TEXT, greeter)) {
            try (RawClient client = server.connect()) {
                client.send("지수\n".getBytes(UTF_8));

                byte[] greeting = "hello, 지수\n".getBytes(UTF_8);
                assertThat(client.bytes(greeting.length)).isEqualTo(greeting);
            }
            await().until(() -> greeter.calls.size() == 3);
        }
        assertThat(greeter.calls).containsExactly("connect 1", "receive 1 지수", "disconnect 1 closed-by-peer");
    }

    @Test
    void aConnectionThatBreaksHasOneDisconnectToo() {
        Greeter greeter = new Greeter();
        try (EmbeddedServer server = new EmbeddedServer(LINES, TEXT, greeter);
                RawClient client = server.connect()) {
            await().until(() -> greeter.calls.size() == 1);
            client.reset();
            await().until(() -> greeter.calls.size() == 2);
        }
        assertThat(greeter.calls).containsExactly("connect 1", "disconnect 1 network-error");
    }
}
