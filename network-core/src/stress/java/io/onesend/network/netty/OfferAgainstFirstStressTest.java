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

/** A packet is offered while the I/O thread has bytes to write first: both go out, whoever puts the queue in line. */
public class OfferAgainstFirstStressTest {

    @JCStressTest
    @Outcome(id = "12, 0, 0", expect = ACCEPTABLE, desc = "both went out")
    @Outcome(expect = FORBIDDEN, desc = "one waits, and nobody is going to look")
    @State
    public static class Idle {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 100);

        @Actor
        public void sender() {
            queue.offer();
        }

        @Actor
        public void io() {
            queue.writeFirst();
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }

    @JCStressTest
    @Outcome(id = "22, 0, 0", expect = ACCEPTABLE, desc = "both went out, after the write that ended")
    @Outcome(expect = FORBIDDEN, desc = "one waits, and nobody is going to look")
    @State
    public static class WhileAWriteEnds {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 100).withAWriteUnderWay();

        @Actor
        public void sender() {
            queue.offer();
        }

        @Actor
        public void io() {
            queue.writeFirst();
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
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the connection was gone: everything is released")
    @Outcome(expect = FORBIDDEN, desc = "something was kept, or written")
    @State
    public static class WhileItCloses {
        private final StressedQueue queue = new StressedQueue(Store.QUEUE, 100);

        @Actor
        public void sender() {
            queue.offer();
        }

        @Actor
        public void io() {
            queue.writeFirst();
            queue.close();
        }

        @Arbiter
        public void end(III_Result result) {
            result.r1 = queue.runToTheEnd();
            result.r2 = (int) queue.queuedBytes();
            result.r3 = queue.referencesLeft();
        }
    }
}
