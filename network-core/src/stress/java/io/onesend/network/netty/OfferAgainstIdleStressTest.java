package io.onesend.network.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.onesend.network.netty.StressedQueue.Store;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A packet is offered while the write before it ends and the queue goes idle: it must not wait for another one to come. */
public class OfferAgainstIdleStressTest {

    @JCStressTest
    @Outcome(id = "20, 0, 0", expect = ACCEPTABLE, desc = "both went out")
    @Outcome(id = "10, .*", expect = FORBIDDEN, desc = "lost wake-up: the packet waits, and nobody is going to look")
    @Outcome(expect = FORBIDDEN, desc = "neither")
    @State
    public static class QueueStore {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 100).withAWriteUnderWay();

        @Actor
        public void sender() {
            queue.offer();
        }

        @Actor
        public void io() {
            queue.completeWrite();
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }

    @JCStressTest
    @Outcome(id = "20, 0, 0", expect = ACCEPTABLE, desc = "both went out")
    @Outcome(id = "10, .*", expect = FORBIDDEN, desc = "lost wake-up: the packet waits, and nobody is going to look")
    @Outcome(expect = FORBIDDEN, desc = "neither")
    @State
    public static class SendRingStore {
        private final StressedQueue queue = new StressedQueue(Store.RING, 100).withAWriteUnderWay();

        @Actor
        public void sender() {
            queue.offer();
        }

        @Actor
        public void io() {
            queue.completeWrite();
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }
}
