package io.onesend.network;

import static io.onesend.network.ParameterRange.zeroOrAtLeast;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a port's WebSocket is reached and kept.
 *
 * @param path of the upgrade request
 * @param origins the pages that may connect besides those of the same host, as browsers name them: {@code https://chat.example};
 *     {@link #ANY_ORIGIN}: all
 * @param hosts names of this server that a request may ask for, besides IP addresses and {@code localhost}
 * @param ping how often a browser is asked whether it is there; zero: never. Its answer counts as received, so that {@link
 *     NetworkConfig#idleTimeout} ends only peers that do not answer. It has to be longer than the ping
 * @param messages what a message is
 */
public record WebSocketSettings(
        String path, List<String> origins, List<String> hosts, Duration ping, Messages messages) {

    /** What a message of the WebSocket is. */
    public enum Messages {
        /** A binary message: exactly the bytes of one frame. */
        BINARY,
        /**
         * A text message: one frame of {@link FrameFormat#LINES} or of another delimited format, with its delimiter: a page calls
         * {@code ws.send("hello\n")}. Each message that it receives ends with the delimiter too, if the listener has sent it. On a
         * port without the plain door it may be {@link FrameFormat#RAW} as well: a message is then any text.
         */
        TEXT
    }

    /** An entry of {@link #origins} that lets in every page there is. */
    public static final String ANY_ORIGIN = "*";

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern ORIGIN = Pattern.compile("null|[A-Za-z][A-Za-z0-9+.-]*://[!-~&&[^/?#@]]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");

    /** The path /ws, pages of the same host only, a ping every 30 seconds, binary messages. */
    public static final WebSocketSettings DEFAULT =
            new WebSocketSettings("/ws", List.of(), List.of(), Duration.ofSeconds(30), Messages.BINARY);

    /**
     * Checks the values and takes copies of the lists.
     *
     * @param path begins with a slash, and has no query
     * @param origins empty: pages of the same host alone; each without a path, not even a slash
     * @param hosts empty: addresses and {@code localhost} alone; each without a port
     * @param ping zero, or a millisecond or more
     * @param messages what a message is
     * @throws IllegalArgumentException if no request can match the path, an origin or a host, or if the ping is out of its range
     */
    public WebSocketSettings {
        checkPath(path);
        origins = List.copyOf(origins);
        for (String origin : origins) {
            if (!origin.equals(ANY_ORIGIN) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("origins has '" + origin
                        + "', but browsers name an origin without a path or slash behind it: https://chat.example");
            }
        }
        hosts = List.copyOf(hosts);
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "hosts has '" + host + "', but must have names alone, without a port: chat.example");
            }
        }
        zeroOrAtLeast(Duration.ofMillis(1), "ping", ping);
        Objects.requireNonNull(messages);
    }

    /** Refuses a path that no request can have. */
    static void checkPath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path is '" + path + "', but must begin with a slash, and have no '?', '#' or space");
        }
    }
}
