package io.onesend.host.admin.api;

import io.onesend.host.admin.http.Query;
import io.onesend.host.admin.http.Request;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A request to be sent without a network, from this machine unless it says otherwise. Immutable. */
record TestRequest(
        String method, String uri, Map<String, String> headers, String peer, boolean isEncrypted, String body) {

    TestRequest(String method, String uri) {
        this(method, uri, Map.of("Host", "127.0.0.1:11022"), "127.0.0.1", false, "");
    }

    static TestRequest get(String uri) {
        return new TestRequest("GET", uri);
    }

    static TestRequest post(String uri) {
        return new TestRequest("POST", uri);
    }

    TestRequest header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new TestRequest(method, uri, more, peer, isEncrypted, body);
    }

    TestRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    TestRequest json(String newBody) {
        TestRequest typed = header("Content-Type", "application/json; charset=utf-8");
        return new TestRequest(method, uri, typed.headers, peer, isEncrypted, newBody);
    }

    TestRequest from(String newPeer) {
        return new TestRequest(method, uri, headers, newPeer, isEncrypted, body);
    }

    TestRequest encrypted() {
        return new TestRequest(method, uri, headers, peer, true, body);
    }

    Request build() {
        URI parsed = URI.create(uri);
        return new Request(
                method,
                parsed.getRawPath(),
                Query.of(parsed.getRawQuery()),
                headers,
                new InetSocketAddress(peer, 4711),
                isEncrypted,
                body);
    }
}
