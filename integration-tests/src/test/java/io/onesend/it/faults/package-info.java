/**
 * Faults of a cluster, under load: hosts are processes, Redis is Debian's, users talk all the while. Afterwards the checker compares
 * what each of them heard with what Redis has stored, and each fault becomes a row of a table.
 *
 * <p>Read {@link io.onesend.it.faults.SingleRedisFaultsIT} first. Each of its tests is a row. A {@link io.onesend.it.faults.FaultBench}
 * plays it, as often as {@code -Dfaults.tries} says: {@link io.onesend.it.faults.ChatLoad} starts {@link
 * io.onesend.it.faults.TalkingUser}s on the {@link io.onesend.it.faults.HostFleet}, the test does the harm, the load waits until
 * all is well again, {@link io.onesend.it.faults.FaultStore} reads the streams, and the {@link io.onesend.it.faults.FaultTable}
 * gets the outcome.
 *
 * <p>{@link io.onesend.it.faults.FeedFaultsIT} has the faults of the feeds. With replicas there are {@link
 * io.onesend.it.faults.SentinelFaultsIT} on a {@link io.onesend.it.faults.SentinelRedis}, and {@link
 * io.onesend.it.faults.RedisClusterFaultsIT} and {@link io.onesend.it.faults.ReplicatedFaultsIT} on a {@link
 * io.onesend.it.faults.ClusteredRedis}. {@link io.onesend.it.faults.AppendOnlyFiles} tells the checker what a former primary had
 * stored. Rows that are {@link io.onesend.it.faults.ByHand} take part only from two tries on.
 */
@NullMarked
package io.onesend.it.faults;

import org.jspecify.annotations.NullMarked;
