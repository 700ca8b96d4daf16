/**
 * The only importer of Netty's channels: bootstrap, transports, pipeline, frames, sessions, send queues and lanes.
 *
 * <p>Everything of a session that touches its channel runs on its event loop; the logic loop and other threads come in
 * through the send queue and through tasks of the event loop.
 */
@NullMarked
package io.onesend.network.netty;

import org.jspecify.annotations.NullMarked;
