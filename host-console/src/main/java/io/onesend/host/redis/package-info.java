/**
 * The Redis that comes with the host: a real {@code redis-server} as a child process, its data in one folder, which one host at a
 * time may use. Everything here blocks; it runs while the host starts and stops, on the thread that does that. Read {@link
 * io.onesend.host.redis.EmbeddedRedis} first.
 *
 * <ol>
 *   <li>{@link io.onesend.host.redis.DataDirTurn} waits for the folder, by {@link io.onesend.host.redis.DataDirLock}s; a second
 *       server gets a {@link io.onesend.host.redis.DataDirInUseException}. {@link io.onesend.host.redis.Waiting} is how a caller
 *       waits.
 *   <li>{@link io.onesend.host.redis.RedisExecutable} unpacks the program. {@link io.onesend.host.redis.RedisState} tells of a
 *       Redis that a killed host has left, and {@link io.onesend.host.redis.RedisEnd} ends it.
 *   <li>{@link io.onesend.host.redis.RedisProcess} is one run of it, in an {@link io.onesend.host.redis.OwnSession}; {@link
 *       io.onesend.host.redis.RedisOutput} reads what it prints. {@link io.onesend.host.redis.RedisLine} asks it, over a plain
 *       socket and without a Redis client, how far the {@link io.onesend.host.redis.RedisLoading} is, for as long as {@link
 *       io.onesend.host.redis.ProgressWait} allows. What goes wrong is a {@link io.onesend.host.redis.RedisStartException}.
 *   <li>{@link io.onesend.host.redis.RedisKeeper} starts it again if it ends while the server runs.
 * </ol>
 */
@NullMarked
package io.onesend.host.redis;

import org.jspecify.annotations.NullMarked;
