package io.onesend.network.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.onesend.network.netty.StressedQueue.Store;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Two packets are offered where one fits: one is accepted, and one only. */
public class OfferAgainstLimitStressTest {

    @JCStressTest
    @Outcome(id = "ACCEPTED, SESSION_FULL, 10, 0", expect = ACCEPTABLE, desc = "the first sender's")
    @Outcome(id = "SESSION_FULL, ACCEPTED, 10, 0", expect = ACCEPTABLE, desc = "the second sender's")
    @Outcome(id = "ACCEPTED, ACCEPTED, .*", expect = FORBIDDEN, desc = "over the limit")
    @Outcome(expect = FORBIDDEN, desc = "neither was accepted, or something was kept")
    @State
    public static class QueueStore {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 15);

        @Actor
        public void sender1(LLLL_Result result) {
            result.r1 = queue.offer();
        }

        @Actor
        public void sender2(LLLL_Result result) {
            result.r2 = queue.offer();
        }

        @Arbiter
        public void end(LLLL_Result result) {
            result.r3 = queue.runToTheEnd();
            result.r4 = queue.referencesLeft();
        }
    }

    @JCStressTest
    @Outcome(id = "ACCEPTED, SESSION_FULL, 10, 0", expect = ACCEPTABLE, desc = "the first sender's")
    @Outcome(id = "SESSION_FULL, ACCEPTED, 10, 0", expect = ACCEPTABLE, desc = "the second sender's")
    @Outcome(id = "ACCEPTED, ACCEPTED, .*", expect = FORBIDDEN, desc = "over the limit")
    @Outcome(expect = FORBIDDEN, desc = "neither was accepted, or something was kept")
    @State
    public static class SendRingStore {
        private final StressedQueue queue = new StressedQueue(Store.RING, 15);

        @Actor
        public void sender1(LLLL_Result result) {
            result.r1 = queue.offer();
        }

        @Actor
        public void sender2(LLLL_Result result) {
            result.r2 = queue.offer();
        }

        @Arbiter
        public void end(LLLL_Result result) {
            result.r3 = queue.runToTheEnd();
            result.r4 = queue.referencesLeft();
        }
    }
}
