/**
 * The dummy clients of a load run: their connections, what they do, when their turns come, and how every message is accounted
 * for. All of it runs on one thread, the I/O thread of the run's own network client, so nothing here has a lock. Other threads
 * only read counts and latencies, and make the clock tick.
 *
 * <h2>A run</h2>
 *
 * <p>{@link io.onesend.load.dummy.DummyRun} has the network client and the clock. At each tick {@link
 * io.onesend.load.dummy.LoadRunner} does what is due in its {@link io.onesend.load.dummy.Phase}: {@link
 * io.onesend.load.dummy.StartOrder} starts dummies, {@link io.onesend.load.dummy.DummyGroup} gives them turns, by the {@link
 * io.onesend.load.dummy.Pacer} or when the previous turn is over. {@link io.onesend.load.dummy.RunContext} is what they share.
 *
 * <h2>A dummy</h2>
 *
 * <p>{@link io.onesend.load.dummy.DummyFactory} makes a {@link io.onesend.load.dummy.Dummy} for each scenario: {@link
 * io.onesend.load.dummy.HoldingDummy}, {@link io.onesend.load.dummy.EchoDummy} and {@link io.onesend.load.dummy.ChatDummy}; and
 * with one turn at a time, as {@link io.onesend.load.dummy.SingleTurns}, {@link io.onesend.load.dummy.ReconnectingDummy}, {@link
 * io.onesend.load.dummy.LoginDummy} and {@link io.onesend.load.dummy.RoomVisitor}. {@link io.onesend.load.dummy.Link} is its
 * connection. A {@link io.onesend.load.dummy.KeptPlace} lets a member resume on another one.
 *
 * <h2>A message</h2>
 *
 * <p>{@link io.onesend.load.dummy.MessageFormat} writes it: a {@link io.onesend.load.dummy.MessageIdentity}, then {@link
 * io.onesend.load.dummy.MessagePadding}. The sender's {@link io.onesend.load.dummy.Outbox} keeps how many it has sent, and with a
 * window the {@link io.onesend.load.dummy.Slots} of those under way. The {@link io.onesend.load.dummy.Ledger} of each receiver
 * says whether an arrival is the first, a duplicate or out of order. {@link io.onesend.load.dummy.Tally} and {@link
 * io.onesend.load.dummy.Latencies} count it.
 */
@NullMarked
package io.onesend.load.dummy;

import org.jspecify.annotations.NullMarked;
