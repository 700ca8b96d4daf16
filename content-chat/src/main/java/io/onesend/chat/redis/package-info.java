/**
 * What speaks to Redis: the only package that imports Lettuce. Lettuce's threads run here beside the logic thread; nothing waits
 * for Redis but the connect of a start.
 *
 * <h2>Accounts</h2>
 *
 * {@link io.onesend.chat.redis.RedisAccountStore} keeps them, over an {@link io.onesend.chat.redis.AccountConnection}: a
 * {@link io.onesend.chat.redis.RedisConnection} to one server, or a {@link io.onesend.chat.redis.RedisClusterConnection}. Before a
 * start says that logins work, {@link io.onesend.chat.redis.LoginProbe}, {@link io.onesend.chat.redis.WriteProbe} and
 * {@link io.onesend.chat.redis.KeyCheck} have asked what a login asks.
 *
 * <h2>Rooms that span hosts</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.redis.RedisLinks} is what {@link io.onesend.chat.cluster.RedisPort} asks for. Its
 *       {@link io.onesend.chat.redis.LinkTable} knows which partition is on which {@link io.onesend.chat.redis.RedisLink}.
 *   <li>{@link io.onesend.chat.redis.SlotMapWatch} gets the {@link io.onesend.chat.redis.SlotMap} from the
 *       {@link io.onesend.chat.redis.RedisTopology}, a map of {@link io.onesend.chat.redis.RedisNode}s.
 *   <li>A link's {@link io.onesend.chat.redis.LinkConnector} tries {@link io.onesend.chat.redis.LinkOpening}, which opens its
 *       {@link io.onesend.chat.redis.LinkConnections} with {@link io.onesend.chat.redis.LinkClient};
 *       {@link io.onesend.chat.redis.Backoff} says when to try again.
 *   <li>A {@link io.onesend.chat.redis.LinkCall} goes out and waits in {@link io.onesend.chat.redis.PendingCalls};
 *       {@link io.onesend.chat.redis.AnswerOutput} reads its answer, {@link io.onesend.chat.redis.RefusalWords} a refusal.
 *   <li>{@link io.onesend.chat.redis.LinkPushes} hears what is published. All that comes goes through
 *       {@link io.onesend.chat.redis.LinkInbox} to the logic thread.
 *   <li>{@link io.onesend.chat.redis.LinkReplicas} asks by the {@link io.onesend.chat.redis.BarrierConnection} what replicas have. If
 *       they are waited for, all that has come goes through the {@link io.onesend.chat.redis.ReplicaGate} first. Otherwise
 *       {@link io.onesend.chat.redis.LinkBarriers} asks afterwards: what they have need not be repaired.
 * </ol>
 *
 * <p>{@link io.onesend.chat.redis.RedisFailure} says why Redis did not do something; {@link io.onesend.chat.redis.RedisResources}
 * are the client's threads.
 */
@NullMarked
package io.onesend.chat.redis;

import org.jspecify.annotations.NullMarked;
