/**
 * What a port's doors cost: comparisons that the profiles {@code doors} and {@code door-pairs} run, described in this module's
 * README.md.
 *
 * <p>{@link io.onesend.it.speed.doors.DoorsComparison} is the program, {@link io.onesend.it.speed.doors.DoorsOptions} its settings. It
 * starts each {@link io.onesend.it.speed.doors.DoorSystem}: the product with some of its doors open, {@link
 * io.onesend.it.speed.doors.OnesendDoors}, or a WebSocket server by hand, {@link io.onesend.it.speed.doors.ByHandDoors}. The crowds and
 * measurements are those of the profile {@code cluster}. {@link io.onesend.it.speed.doors.Connects} measures what a connection costs,
 * with a handshake by {@link io.onesend.it.speed.doors.DoorTls} where the door wants one, and {@link
 * io.onesend.it.speed.doors.IdleHeap} what an idle session costs. {@link io.onesend.it.speed.doors.DoorsTable} shows the figures.
 *
 * <p>{@link io.onesend.it.speed.doors.DoorPairs} is the program of the profile {@code door-pairs}, which compares two plain doors more
 * closely: a {@link io.onesend.it.speed.doors.DoorPair} is the ports of {@link io.onesend.it.speed.doors.TwoPorts}, or the servers of two
 * jars.
 */
@NullMarked
package io.onesend.it.speed.doors;

import org.jspecify.annotations.NullMarked;
