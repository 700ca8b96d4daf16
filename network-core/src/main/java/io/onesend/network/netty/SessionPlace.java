package io.onesend.network.netty;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The place of a connection that is no session yet: it counts for the server and for its endpoint.
 *
 * @param endpoint the places of its endpoint
 * @param counted the block of addresses that it counts for; null: none, because it is a trusted proxy's own
 */
record SessionPlace(SessionPlaces endpoint, @Nullable InetAddress counted) {}
