package io.onesend.network;

import static io.onesend.network.ParameterRange.zeroOrAtLeast;

import io.onesend.network.WebSocketSettings.Messages;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a client uses a server's WebSocket. Its pings are answered whatever is set here.
 *
 * @param path of the upgrade request, perhaps with a query
 * @param ping how often the client asks the server whether it is there; zero: never. It is of use with servers that do not ask
 *     themselves: a server of this library does, unless it is told not to
 * @param messages what a message is
 */
public record ClientWebSocket(String path, Duration ping, Messages messages) {

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");

    /** The path /ws, no pings, binary messages. */
    public static final ClientWebSocket DEFAULT = new ClientWebSocket("/ws", Duration.ZERO, Messages.BINARY);

    /**
     * Checks the values.
     *
     * @param path begins with a slash
     * @param ping zero, or a millisecond or more
     * @param messages what a message is
     * @throws IllegalArgumentException if the path cannot stand in a request, or the ping is out of its range
     */
    public ClientWebSocket {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path is '" + path + "', but must begin with a slash, and have no '#' or space");
        }
        zeroOrAtLeast(Duration.ofMillis(1), "ping", ping);
        Objects.requireNonNull(messages);
    }

    /**
     * The same with another path.
     *
     * @param other in place of the one before
     * @return a copy
     */
    public ClientWebSocket withPath(String other) {
        return new ClientWebSocket(other, ping, messages);
    }
}
