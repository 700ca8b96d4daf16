/**
 * Rooms that span hosts. Redis puts each room's events into one order, by the functions of {@code onesend1.lua}, stores them in a
 * stream, and publishes them in feeds; every host applies them in that order, proves at each step that none is missing, and reads
 * the stream where it cannot.
 *
 * <h2>The words that a host and Redis speak</h2>
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
 * <h2>The road of an event</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.cluster.Cluster} gets it from its room, as a {@link io.onesend.chat.room.RoomOrder}, and gives it to
 *       the {@link io.onesend.chat.cluster.Proposer} of the room's {@link io.onesend.chat.cluster.Partition}. It becomes a {@link
 *       io.onesend.chat.cluster.Request}; if its user waits for an answer, it stands in {@link
 *       io.onesend.chat.cluster.WaitingRequests}. Chats of one session are answered in order, by its {@link
 *       io.onesend.chat.user.ChatsUnderWay}.
 *   <li>{@link io.onesend.chat.cluster.Sender} takes it from the {@link io.onesend.chat.cluster.Outbox} when the pass of the loop ends,
 *       and sends it in a batch of the {@link io.onesend.chat.cluster.BatchLog}.
 *   <li>It comes back by a {@link io.onesend.chat.cluster.Feed}, among the events of other hosts, and is applied at its {@link
 *       io.onesend.chat.cluster.Resident}. The users of this host hear it, and the one who waits is answered.
 *   <li>{@link io.onesend.chat.cluster.EntryPast} tells a newcomer what was said before. {@link
 *       io.onesend.chat.cluster.Resumption} is the way of a user who comes back with one of the {@link
 *       io.onesend.chat.cluster.ResumeTokens}: its own event first, then what it has missed. Its position proves its past by a
 *       {@link io.onesend.chat.cluster.Chain}.
 * </ol>
 *
 * <h2>When something fails</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.cluster.Partition} holds its rooms and opens anew; {@link io.onesend.chat.cluster.Feeds} keeps what
 *       comes meanwhile.
 *   <li>{@link io.onesend.chat.cluster.CatchUp} reads the streams of rooms that may have missed something, from where a {@link
 *       io.onesend.chat.cluster.RoomReading} says. {@link
 *       io.onesend.chat.cluster.Rewrite} compares histories, by what a {@link io.onesend.chat.cluster.RoomPast} has kept.
 *   <li>{@link io.onesend.chat.cluster.RepairWindow} has what Redis may have lost and is to be sent again, until
 *       {@link io.onesend.chat.cluster.RepairBarriers} find it at a replica.
 *   <li>{@link io.onesend.chat.cluster.WholeHistory} tells when nothing is still to be sent again by any host, and
 *       {@link io.onesend.chat.cluster.Replays} wait for that.
 *   <li>{@link io.onesend.chat.cluster.Lease} tells who lives, {@link io.onesend.chat.cluster.Reaper} lets the users of dead hosts
 *       leave.
 * </ol>
 *
 * <h2>Hosts and their users</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.cluster.Membership} is a host among the others. Its parts call Redis by
 *       {@link io.onesend.chat.cluster.PortCalls}.
 *   <li>{@link io.onesend.chat.cluster.HostList} keeps the {@link io.onesend.chat.cluster.HostLine} of this host, and knows who
 *       is gone. {@link io.onesend.chat.cluster.ClusterTerms} is what all hosts agree on.
 *   <li>{@link io.onesend.chat.cluster.Control} asks other hosts, by a {@link io.onesend.chat.cluster.ControlMessage}. {@link
 *       io.onesend.chat.cluster.TellingHosts} gathers what they have told their users.
 *   <li>{@link io.onesend.chat.cluster.SharedClaims} has a {@link io.onesend.chat.cluster.ClaimHolding} for each session with a
 *       user id. A {@link io.onesend.chat.cluster.ClaimAttempt} is a login on its way to one, by
 *       {@link io.onesend.chat.cluster.ClaimRoads}; {@link io.onesend.chat.cluster.ClaimRenewal} keeps them, and
 *       {@link io.onesend.chat.cluster.LostClaims} tells other hosts which they have lost.
 * </ol>
 *
 * <p>The words have no state, and any thread may use them. All else belongs to the logic thread; {@code Cluster} asserts it where
 * others come in. Uses rooms, users, the configuration and the statistics.
 */
@NullMarked
package io.onesend.chat.cluster;

import org.jspecify.annotations.NullMarked;
