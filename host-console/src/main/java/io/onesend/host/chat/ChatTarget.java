package io.onesend.host.chat;

import io.onesend.host.text.HostPort;
import io.onesend.network.ClientSettings;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where to chat, and as whom.
 *
 * @param host looked up for each connection, because a server may have moved
 * @param room to enter first; null: none
 * @param settings how to reach it, and every host that it names
 */
public record ChatTarget(
        String host,
        int port,
        String userId,
        String password,
        @Nullable Integer room,
        ClientSettings settings) {

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** The same user at another host. */
    ChatTarget at(String otherHost, int otherPort) {
        return new ChatTarget(otherHost, otherPort, userId, password, room, settings);
    }

    String name() {
        return HostPort.of(host, port);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return userId + " at " + name();
    }
}
