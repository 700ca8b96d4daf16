package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.logic.IoThread;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A server's answer to a client's request for a WebSocket: whether it agrees, and if not, why, in words. */
@IoThread
final class UpgradeAnswer {

    /** How much of a refusal's text is read: it is for a person, at the end of an error message. */
    private static final int MOST_TEXT_BYTES = 300;

    private final HttpResponse response;
    private final @Nullable String fault;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /** @param key that the client has sent */
    UpgradeAnswer(HttpResponse response, String key) {
        this.response = response;
        this.fault = faultOf(key);
    }

    private @Nullable String faultOf(String key) {
        if (response.decoderResult().isFailure()) {
            return "the server does not speak HTTP";
        }
        HttpResponseStatus status = response.status();
        if (!status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            String location = headers().get(HttpHeaderNames.LOCATION);
            return "the server answered " + printable(status.toString())
                    + (location == null ? "" : " to " + printable(location));
        }
        if (!headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                || !headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            return "the server switches to another protocol than a WebSocket";
        }
        if (!UpgradeRequest.acceptOf(key)
                .equals(headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, "").trim())) {
            return "the server's Sec-WebSocket-Accept does not fit the request";
        }
        if (headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)
                || headers().contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            return "the server agrees to an extension or subprotocol that was not asked for";
        }
        return null;
    }

    private HttpHeaders headers() {
        return response.headers();
    }

    boolean isRefusal() {
        return fault != null;
    }

    /** Adds to the text of a refusal. */
    void add(ByteBuf part) {
        int bytes = Math.min(part.readableBytes(), MOST_TEXT_BYTES - text.size());
        text.writeBytes(bytesOf(part, bytes));
    }

    private static byte[] bytesOf(ByteBuf part, int length) {
        byte[] bytes = new byte[length];
        part.getBytes(part.readerIndex(), bytes);
        return bytes;
    }

    boolean hasEnoughText() {
        return text.size() == MOST_TEXT_BYTES;
    }

    /** The words of a refusal: its text too, unless that is a page. */
    String refusal() {
        boolean isPlain = headers().get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("text/plain");
        String words = isPlain ? printable(text.toString(StandardCharsets.UTF_8)) : "";
        return fault + (words.isEmpty() ? "" : ": " + words);
    }

    /** What a server sends must not be able to forge lines of a log. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").trim();
    }
}
