/**
 * The Redis that comes with the host: a real {@code redis-server} as a child process, its data in one folder, which one host
 * at a time may use. Everything here blocks; it runs while the host starts and stops, on the thread that does that.
 *
 * <p>It talks to its child over a plain socket and needs no Redis client.
 */
@NullMarked
package io.onesend.host.redis;

import org.jspecify.annotations.NullMarked;
