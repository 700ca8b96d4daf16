/**
 * What rooms that span hosts cost: the comparison that the profile {@code cluster} runs, described in this module's README.md.
 *
 * <ol>
 *   <li>{@link io.onesend.it.speed.cluster.ClusterComparison} is the program, {@link
 *       io.onesend.it.speed.cluster.ClusterOptions} its settings. It starts each {@link
 *       io.onesend.it.speed.cluster.ComparedSystem}, which is then a {@link io.onesend.it.speed.cluster.RunningSystem}: {@link
 *       io.onesend.it.speed.cluster.OnesendHosts} on a {@link io.onesend.it.speed.cluster.ChatRedis}, or what a user would take
 *       instead, {@link io.onesend.it.speed.cluster.PubSubHosts} and {@link io.onesend.it.speed.cluster.NatsServers}.
 *   <li>{@link io.onesend.it.speed.cluster.Crowd} connects the members, spread over the hosts: each is a {@link
 *       io.onesend.it.speed.cluster.Member}, a {@link io.onesend.it.speed.cluster.ChatMember} or a {@link
 *       io.onesend.it.speed.cluster.NatsMember}. Their {@link io.onesend.it.speed.cluster.Sender}s send at a {@link
 *       io.onesend.it.speed.cluster.Pace}, and {@link io.onesend.it.speed.cluster.Traffic} accounts for every message.
 *   <li>{@link io.onesend.it.speed.cluster.EnteredSystems} are those whose members are there, and take {@link
 *       io.onesend.it.speed.turns.Turns}. {@link io.onesend.it.speed.cluster.Measurement} is one run. It takes a {@link
 *       io.onesend.it.speed.cluster.LoadReading} before and after, with the {@link io.onesend.it.speed.cluster.CpuTimes} of all
 *       processes, and measures {@link io.onesend.it.speed.cluster.RoundTrips} to Redis.
 *   <li>{@link io.onesend.it.speed.cluster.ClusterTable} shows the medians of each {@link
 *       io.onesend.it.speed.cluster.ClusterFigure}.
 * </ol>
 *
 * <p>The members and all that belongs to them are on one event loop. The main thread leads, and reads what the loop gives it.
 */
@NullMarked
package io.onesend.it.speed.cluster;

import org.jspecify.annotations.NullMarked;
