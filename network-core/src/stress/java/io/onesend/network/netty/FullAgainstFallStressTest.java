package io.onesend.network.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.netty.StressedQueue.Store;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A packet finds no room while bytes are given back: its sender must be told, once. */
public class FullAgainstFallStressTest {

    private static final int PACKET = StressedQueue.PACKET_BYTES;

    /** Full with one packet; no mark but that of a refusal. */
    private static final SendLimits ONE_PACKET = new SendLimits(PACKET, 10 * PACKET, PACKET / 2, PACKET);

    /** Room for ten packets; not writable with two, writable with one. */
    private static final SendLimits MARKS = new SendLimits(10 * PACKET, 2 * PACKET, PACKET, 10 * PACKET);

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "full, and told once")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "accepted, and nothing to be told")
    @Outcome(id = "true, .*", expect = FORBIDDEN, desc = "lost wake-up, or told twice")
    @Outcome(expect = FORBIDDEN, desc = "told without a reason")
    @State
    public static class QueueStore {
        private final StressedQueue queue =
                new StressedQueue(Store.QUEUE, ONE_PACKET, new SendBudget(1 << 20)).withAWriteUnderWay();

        @Actor
        public void sender(ZI_Result result) {
            result.r1 = queue.offerOrAwaitRoom() == Offer.SESSION_FULL;
        }

        @Actor
        public void io() {
            queue.completeWrite();
        }

        @Arbiter
        public void end(ZI_Result result) {
            queue.runToTheEnd();
            result.r2 = queue.toldUnlessStuck();
            queue.referencesLeft();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "full, and told once")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "accepted, and nothing to be told")
    @Outcome(id = "true, .*", expect = FORBIDDEN, desc = "lost wake-up, or told twice")
    @Outcome(expect = FORBIDDEN, desc = "told without a reason")
    @State
    public static class RingStore {
        private final StressedQueue queue =
                new StressedQueue(Store.RING, ONE_PACKET, new SendBudget(1 << 20)).withAWriteUnderWay();

        @Actor
        public void sender(ZI_Result result) {
            result.r1 = queue.offerOrAwaitRoom() == Offer.SESSION_FULL;
        }

        @Actor
        public void io() {
            queue.completeWrite();
        }

        @Arbiter
        public void end(ZI_Result result) {
            queue.runToTheEnd();
            result.r2 = queue.toldUnlessStuck();
            queue.referencesLeft();
        }
    }

    /** The second packet reaches the high mark unless the first has gone out by then. */
    @JCStressTest
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "the mark was not reached")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "reached, and told once")
    @Outcome(expect = FORBIDDEN, desc = "not writable for ever, or told twice")
    @State
    public static class HighMark {
        private final StressedQueue queue =
                new StressedQueue(Store.QUEUE, MARKS, new SendBudget(1 << 20)).withAWriteUnderWay();

        @Actor
        public void sender(ZI_Result result) {
            result.r1 = queue.offerOrAwaitRoom() != Offer.ACCEPTED;
        }

        @Actor
        public void io() {
            queue.completeWrite();
        }

        @Arbiter
        public void end(ZI_Result result) {
            queue.runToTheEnd();
            result.r2 = queue.toldUnlessStuck();
            queue.referencesLeft();
        }
    }

    /** The server's limit is reached by another session's packet. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "full, and told once")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "accepted, and nothing to be told")
    @Outcome(id = "true, .*", expect = FORBIDDEN, desc = "lost wake-up, or told twice")
    @Outcome(expect = FORBIDDEN, desc = "told without a reason")
    @State
    public static class ServerLimit {
        private final SendBudget server = new SendBudget(PACKET);
        private final StressedQueue other = new StressedQueue(Store.QUEUE, ONE_PACKET, server).withAWriteUnderWay();
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, ONE_PACKET, server);

        @Actor
        public void sender(ZI_Result result) {
            result.r1 = queue.offerOrAwaitRoom() == Offer.SERVER_FULL;
        }

        @Actor
        public void io() {
            other.completeWrite();
        }

        @Arbiter
        public void end(ZI_Result result) {
            other.runToTheEnd();
            queue.runToTheEnd();
            result.r2 = queue.toldUnlessStuck();
            other.referencesLeft();
            queue.referencesLeft();
        }
    }
}
