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
 * <h2>Hosts and their users</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.cluster.Membership} is a host among the others. Its parts call Redis by
 *       {@link io.onesend.chat.cluster.PortCalls}.
 *   <li>{@link io.onesend.chat.cluster.HostList} keeps the {@link io.onesend.chat.cluster.HostLine} of this host, and knows who
 *       is gone. {@link io.onesend.chat.cluster.ClusterTerms} is what all hosts agree on.
 *   <li>{@link io.onesend.chat.cluster.Control} asks other hosts, by a {@link io.onesend.chat.cluster.ControlMessage}.
 *   <li>{@link io.onesend.chat.cluster.SharedClaims} has a {@link io.onesend.chat.cluster.ClaimHolding} for each session with a
 *       user id. A {@link io.onesend.chat.cluster.ClaimAttempt} is a login on its way to one, by
 *       {@link io.onesend.chat.cluster.ClaimRoads}; {@link io.onesend.chat.cluster.ClaimRenewal} keeps them.
 * </ol>
 *
 * <p>The words have no state, and any thread may use them; the port and what hears it belong to the logic thread. Uses the events
 * of rooms, and users.
 */
@NullMarked
package io.onesend.chat.cluster;

import org.jspecify.annotations.NullMarked;
