package io.onesend.network.netty;

import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.closing;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Peers of a port with a WebSocket, which make their own bytes. */
final class WebPeers {

    /** What RFC 6455 itself gives as an example. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private WebPeers() {}

    static byte[] request(String... more) {
        String head = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n";
        return (head + String.join("", more) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static Peer upgraded(ServerHarness harness) throws IOException {
        return upgraded(harness, 0);
    }

    /** Its receive buffer is so small that the server's writes are soon cut short. */
    static Peer upgraded(ServerHarness harness, int receiveBuffer) throws IOException {
        Peer peer = new Peer(harness.port(), receiveBuffer);
        peer.send(request());
        expectUpgrade(peer);
        return peer;
    }

    static void expectUpgrade(Peer peer) throws IOException {
        assertThat(peer.receiveHead())
                .startsWith("HTTP/1.1 101 ")
                .contains("\r\nUpgrade: websocket\r\n")
                .contains("\r\nSec-WebSocket-Accept: " + ACCEPT)
                .doesNotContain("Extensions");
    }

    /** What {@link Peer#receiveMessage} has of a close frame. */
    static byte[] closed(int code, String reason) {
        return received(FINAL | CLOSE, closing(code, reason.getBytes(StandardCharsets.US_ASCII)));
    }
}
