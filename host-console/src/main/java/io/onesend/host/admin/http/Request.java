package io.onesend.host.admin.http;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param path as it was sent, with its escapes
 * @param headers in any case; several of one name are one, with commas between
 * @param peer who is connected
 * @param encrypted whether it came by TLS
 */
public record Request(
        String method,
        String path,
        Query query,
        Map<String, String> headers,
        InetSocketAddress peer,
        boolean encrypted,
        String body) {

    public Request {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public boolean isLocal() {
        return peer.getAddress().isLoopbackAddress();
    }

    /** Whether it only looks. */
    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        for (String pair : header("Cookie").orElse("").split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                return Optional.of(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }
}
