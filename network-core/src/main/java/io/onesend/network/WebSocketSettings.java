package io.onesend.network;

import static io.onesend.network.ParameterRange.zeroOrAtLeast;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a port's WebSocket is reached and kept.
 *
 * @param path of the upgrade request
 * @param origins the pages that may connect besides those of the same host, as browsers name them: {@code https://chat.example};
 *     {@link #ANY_ORIGIN}: all
 * @param hosts names of this server that a request may ask for, besides IP addresses and {@code localhost}
 * @param ping how often a browser is asked whether it is there; zero: never
 * @param messages what a message is
 */
public record WebSocketSettings(
        String path, List<String> origins, List<String> hosts, Duration ping, Messages messages) {

    /** What a message of the WebSocket is. */
    public enum Messages {
        /** A binary message: exactly the bytes of one frame. */
        BINARY,
        /** A text message: one frame of {@link FrameFormat#LINES} or of another delimited format. */
        TEXT
    }

    /** An entry of {@link #origins} that lets in every page there is. */
    public static final String ANY_ORIGIN = "*";

    /** The path /ws, pages of the same host only, a ping every 30 seconds, binary messages. */
    public static final WebSocketSettings DEFAULT =
            new WebSocketSettings("/ws", List.of(), List.of(), Duration.ofSeconds(30), Messages.BINARY);

    /**
     * Checks the values and takes copies of the lists.
     *
     * @param path begins with a slash
     * @param origins empty: pages of the same host alone
     * @param hosts empty: addresses and {@code localhost} alone
     * @param ping zero, or a millisecond or more
     * @param messages what a message is
     * @throws IllegalArgumentException if the path does not begin with a slash, or the time is negative
     */
    public WebSocketSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path is '" + path + "', but must begin with a slash");
        }
        origins = List.copyOf(origins);
        hosts = List.copyOf(hosts);
        zeroOrAtLeast(Duration.ofMillis(1), "ping", ping);
        Objects.requireNonNull(messages);
    }
}
