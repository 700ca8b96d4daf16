/**
 * The packet model: what a frame's bytes mean. Packets are encoded once and shared; a decoded packet holds heap values only.
 *
 * <p>Nothing here knows of sockets or threads; reading happens on I/O threads, encoding on whichever thread sends. Of Netty
 * it uses buffers, behind package-private doors and {@link io.onesend.network.packet.PacketBuffers}.
 */
@NullMarked
package io.onesend.network.packet;

import org.jspecify.annotations.NullMarked;
