package io.onesend.network.netty.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request as Netty has read it, and whether it may have an answer at all, whatever it asks for. */
record WebRequest(HttpRequest request) {

    static final int MOST_HEADERS = 64;

    /**
     * Why it gets nothing; null: what it asks for decides.
     *
     * @param isOurs whether a name, in lower case, is one of this server
     */
    @Nullable
    WebAnswer refusal(Predicate<String> isOurs) {
        WebAnswer malformed = malformed();
        if (malformed != null) {
            return malformed;
        }
        return isHostAllowed(isOurs)
                ? null
                : WebAnswer.of(
                        HttpResponseStatus.MISDIRECTED_REQUEST,
                        "This server does not go by the name in the Host header. Names are allowed by websocket.hosts.");
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
        if (!request.method().equals(HttpMethod.GET) && !isHead()) {
            return new WebAnswer(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"), "Only GET and HEAD.");
        }
        if (headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0")) {
            return WebAnswer.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "A request may not have a body here.");
        }
        return null;
    }

    /** A page of another site can have its own name resolve to this server, so a name has to be one that is known. */
    private boolean isHostAllowed(Predicate<String> isOurs) {
        String name = nameOf(host());
        return name.equals("localhost")
                || NetUtil.isValidIpV4Address(name)
                || (name.startsWith("[") && name.endsWith("]") && NetUtil.isValidIpV6Address(name))
                || isOurs.test(name);
    }

    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** The Host header in lower case, with its port. Only of a request that is not refused. */
    String host() {
        return Objects.requireNonNull(headers().get(HttpHeaderNames.HOST))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    String path() {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    /** Where the same is, encrypted. Only of a request that is not refused. */
    String encryptedAddress() {
        return "https://" + host() + (request.uri().startsWith("/") ? request.uri() : "/");
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    boolean isVersion11() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** Whether the client may send another request after the answer. */
    boolean keepsConnection() {
        return isVersion11() && !headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    HttpHeaders headers() {
        return request.headers();
    }
}
