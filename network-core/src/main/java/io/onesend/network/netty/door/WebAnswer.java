package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a request that does not become a WebSocket, after which the connection ends.
 *
 * @param headers beside those that every answer has
 * @param text for a person; never text that the peer sent
 */
record WebAnswer(HttpResponseStatus status, Map<String, String> headers, String text) {

    static WebAnswer of(HttpResponseStatus status, String text) {
        return new WebAnswer(status, Map.of(), text);
    }

    /** The reason that a connection is counted by. */
    DisconnectReason reason() {
        return DisconnectReason.of("http-" + status.code(), Fault.PEER).withDetail(text);
    }

    /** @param withText not for HEAD */
    ByteBuf encode(boolean withText) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        headers.forEach((name, value) -> appendHeader(head, name, value));
        appendHeader(head, "Content-Type", "text/plain; charset=utf-8");
        appendHeader(head, "Content-Length", String.valueOf(body.length));
        appendHeader(head, "X-Content-Type-Options", "nosniff");
        appendHeader(head, "Connection", "close");
        head.append("\r\n");
        ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
        return withText ? bytes.writeBytes(body) : bytes;
    }

    private static void appendHeader(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
