package io.onesend.network.netty.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.WebSocketSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request to the path of the port's WebSocket: whether it asks for the WebSocket, and may have it. */
record UpgradeRequest(WebRequest request, WebSocketSettings settings) {

    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    /** The longest Origin: a session keeps it. The longest that names a host of the Internet has some 270 characters. */
    private static final int MOST_ORIGIN_CHARACTERS = 512;

    /** What RFC 6455 has a server append to the key, to show that it knows the protocol. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Why it gets no WebSocket; null: it gets one. */
    @Nullable
    WebAnswer refusal() {
        if (!isUpgrade()) {
            return new WebAnswer(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", VERSION),
                    "Here is a WebSocket, version " + VERSION + ".");
        }
        if (!hasKey()) {
            return WebAnswer.of(
                    HttpResponseStatus.BAD_REQUEST, "The header Sec-WebSocket-Key has to have 16 bytes in base64.");
        }
        if (!isOriginAllowed()) {
            return WebAnswer.of(
                    HttpResponseStatus.FORBIDDEN,
                    "Pages of this origin may not connect. Origins are allowed by websocket.origins.");
        }
        return null;
    }

    private boolean isUpgrade() {
        return request.request().method().equals(HttpMethod.GET)
                && request.isVersion11()
                && headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && VERSION.equals(headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    private boolean hasKey() {
        List<String> keys = headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        try {
            return keys.size() == 1 && Base64.getDecoder().decode(keys.get(0).trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Only a browser names an origin. */
    private boolean isOriginAllowed() {
        String origin = origin();
        if (origin == null) {
            return true;
        }
        if (origin.length() > MOST_ORIGIN_CHARACTERS) {
            return false;
        }
        return settings.origins().contains(WebSocketSettings.ANY_ORIGIN)
                || settings.origins().stream().anyMatch(origin::equalsIgnoreCase)
                || isOfHost(origin);
    }

    /** Either scheme will do, because a proxy in front may have ended TLS. */
    private boolean isOfHost(String origin) {
        return origin.equalsIgnoreCase("http://" + request.host())
                || origin.equalsIgnoreCase("https://" + request.host());
    }

    /** The page that asks; null: no browser asks. */
    @Nullable
    String origin() {
        return headers().get(HttpHeaderNames.ORIGIN);
    }

    /** What shows the client that this server knows the protocol. */
    String accept() {
        return acceptOf(Objects.requireNonNull(headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                .trim());
    }

    /** What a server has to answer to this key. */
    static String acceptOf(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpHeaders headers() {
        return request.headers();
    }
}
