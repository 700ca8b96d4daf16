/**
 * The network code on Netty: bootstrap, transports, pipeline, frames, sessions, send queues and lanes. Only this package imports
 * Netty's channels.
 *
 * <p>All session code that touches the channel runs on the channel's event loop; the logic loop and other threads enter through
 * the send queue and through tasks of the event loop.
 */
@NullMarked
package io.onesend.network.netty;

import org.jspecify.annotations.NullMarked;
