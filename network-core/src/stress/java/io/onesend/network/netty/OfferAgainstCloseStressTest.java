package io.onesend.network.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.onesend.network.netty.StressedQueue.Store;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** A packet is offered while the connection goes: accepted or not, its reference and its bytes are given back, once. */
public class OfferAgainstCloseStressTest {

    @JCStressTest
    @Outcome(id = "ACCEPTED, 0, 0", expect = ACCEPTABLE, desc = "accepted, and released by the close or the turn after it")
    @Outcome(id = "CLOSED, 0, 0", expect = ACCEPTABLE, desc = "came too late")
    @Outcome(expect = FORBIDDEN, desc = "something was kept, or given back twice")
    @State
    public static class QueueStore {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 100);

        @Actor
        public void sender(LII_Result result) {
            result.r1 = queue.offer();
        }

        @Actor
        public void io() {
            queue.close();
        }

        @Arbiter
        public void end(LII_Result result) {
            queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }

    @JCStressTest
    @Outcome(id = "ACCEPTED, 0, 0", expect = ACCEPTABLE, desc = "accepted, and released by the close or the turn after it")
    @Outcome(id = "CLOSED, 0, 0", expect = ACCEPTABLE, desc = "came too late")
    @Outcome(expect = FORBIDDEN, desc = "something was kept, or given back twice")
    @State
    public static class SendRingStore {
        private final StressedQueue queue = new StressedQueue(Store.RING, 100);

        @Actor
        public void sender(LII_Result result) {
            result.r1 = queue.offer();
        }

        @Actor
        public void io() {
            queue.close();
        }

        @Arbiter
        public void end(LII_Result result) {
            queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }
}
