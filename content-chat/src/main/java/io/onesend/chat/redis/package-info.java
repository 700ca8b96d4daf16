/**
 * What speaks to Redis: the only package that imports Lettuce. Its threads are Lettuce's own; nothing here waits for Redis but the
 * connect of a start.
 *
 * <p>{@link io.onesend.chat.redis.RedisAccountStore} keeps the accounts, over one {@link io.onesend.chat.redis.RedisConnection}.
 * Before a start says that logins work, {@link io.onesend.chat.redis.LoginProbe}, {@link io.onesend.chat.redis.WriteProbe} and
 * {@link io.onesend.chat.redis.KeyCheck} have asked what a login asks. {@link io.onesend.chat.redis.RedisFailure} says why Redis
 * did not do something.
 */
@NullMarked
package io.onesend.chat.redis;

import org.jspecify.annotations.NullMarked;
