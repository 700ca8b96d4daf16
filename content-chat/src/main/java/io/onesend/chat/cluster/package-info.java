/**
 * Rooms that span hosts: the words that a host and Redis speak. Redis puts each room's events into one order, by the functions of
 * {@code onesend1.lua}, stores them in a stream, and publishes them in feeds.
 *
 * <h2>In what order to read</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.cluster.Proposal} is an event on its way, {@link io.onesend.chat.cluster.Batch} what goes to Redis
 *       in one call, {@link io.onesend.chat.cluster.EventCodec} the bytes of an event.
 *   <li>{@link io.onesend.chat.cluster.Functions} makes the calls, for keys that {@link io.onesend.chat.cluster.PartitionKeys}
 *       names; a {@link io.onesend.chat.cluster.FunctionCall} is one as it is sent. The functions are loaded from
 *       {@link io.onesend.chat.cluster.FunctionLibrary}.
 *   <li>{@link io.onesend.chat.cluster.Replies} are the answers, read by {@link io.onesend.chat.cluster.ReplyReader}; a
 *       {@link io.onesend.chat.cluster.FeedMessage} is what every host hears.
 *   <li>{@link io.onesend.chat.cluster.RedisPort} is what carries them, for a {@link io.onesend.chat.cluster.PortListener}.
 *       {@link io.onesend.chat.cluster.ClusterKeys} names all keys.
 * </ol>
 *
 * <p>The words have no state, and any thread may use them; the port and what hears it belong to the logic thread. Uses the events
 * of rooms alone.
 */
@NullMarked
package io.onesend.chat.cluster;

import org.jspecify.annotations.NullMarked;
