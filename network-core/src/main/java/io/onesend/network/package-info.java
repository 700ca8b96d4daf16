/**
 * The public API: a server, a client, sessions and their listener, free of Netty types.
 *
 * <p>Callbacks come on the session's {@link io.onesend.network.logic.LogicLoop}; sending and closing may be done from any
 * thread. This package may use the packet and logic packages; only {@link io.onesend.network.NetworkServer} and
 * {@link io.onesend.network.NetworkClient} reach into the netty package.
 */
@NullMarked
package io.onesend.network;

import org.jspecify.annotations.NullMarked;
