package io.onesend.network;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a peer's address whether a connection is let in, before it takes a place of the session limits. It is asked for the
 * address that a trusted proxy tells, and not for the proxy's own. Peers of a Unix domain socket have none and are let in.
 */
@FunctionalInterface
public interface AddressFilter {

    /**
     * Decides on one connection. Called on I/O threads, at once for several: it must not block.
     *
     * @param address of the peer
     * @return why it is turned away, which metrics count by name; null: it is let in
     */
    @Nullable
    DisconnectReason refusal(InetAddress address);
}
