package io.onesend.network.netty.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.NetUtil;
import io.onesend.network.WebSocketSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first request of a connection: whether it asks for the port's WebSocket, and may have it. */
record UpgradeRequest(HttpRequest request, WebSocketSettings settings) {

    static final int MOST_HEADERS = 64;

    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    /** The longest Origin: a session keeps it. The longest that names a host of the Internet has some 270 characters. */
    private static final int MOST_ORIGIN_CHARACTERS = 512;

    /** What RFC 6455 has a server append to the key, to show that it knows the protocol. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Why it gets no WebSocket; null: it gets one. */
    @Nullable
    WebAnswer refusal() {
        WebAnswer malformed = malformed();
        if (malformed != null) {
            return malformed;
        }
        if (!isHostAllowed()) {
            return WebAnswer.of(
                    HttpResponseStatus.MISDIRECTED_REQUEST,
                    "This server does not go by the name in the Host header. Names are allowed by websocket.hosts.");
        }
        if (!path().equals(settings.path())) {
            return WebAnswer.of(HttpResponseStatus.NOT_FOUND, "There is nothing at this path.");
        }
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

    private @Nullable WebAnswer malformed() {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException || headers().size() > MOST_HEADERS) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too long.");
        }
        if (cause != null || headers().getAll(HttpHeaderNames.HOST).size() != 1) {
            return WebAnswer.of(HttpResponseStatus.BAD_REQUEST, "The request is malformed.");
        }
        if (headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0")) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "A request may not have a body here.");
        }
        return null;
    }

    /** A page of another site can have its own name resolve to this server, so a name has to be one that is known. */
    private boolean isHostAllowed() {
        String name = nameOf(host());
        return name.equals("localhost")
                || NetUtil.isValidIpV4Address(name)
                || (name.startsWith("[") && name.endsWith("]") && NetUtil.isValidIpV6Address(name))
                || settings.hosts().stream().anyMatch(name::equalsIgnoreCase);
    }

    private String host() {
        return Objects.requireNonNull(headers().get(HttpHeaderNames.HOST))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    private String path() {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private boolean isUpgrade() {
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
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
        return origin.equalsIgnoreCase("http://" + host()) || origin.equalsIgnoreCase("https://" + host());
    }

    /** The page that asks; null: no browser asks. */
    @Nullable
    String origin() {
        return headers().get(HttpHeaderNames.ORIGIN);
    }

    /** What shows the client that this server knows the protocol. */
    String accept() {
        String key = Objects.requireNonNull(headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                .trim();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    private HttpHeaders headers() {
        return request.headers();
    }
}
