/**
 * The packet model: what a frame's bytes mean. Packets are encoded once and shared; a decoded packet holds heap values only.
 *
 * <p>Nothing here knows of sockets or threads; packets are read on I/O threads and encoded on the thread that sends. Of Netty it
 * uses buffers; only {@link io.onesend.network.packet.PacketBuffers} exposes them.
 */
@NullMarked
package io.onesend.network.packet;

import org.jspecify.annotations.NullMarked;
