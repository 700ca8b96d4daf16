package io.onesend.network.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** The ring by itself. */
public class SendRingStressTest {

    private static SendQueue.Offer offer(SendRingStore ring, String text) {
        try (EncodedPacket packet = EncodedPacket.copyOf(text.getBytes(StandardCharsets.US_ASCII))) {
            return ring.offer(packet);
        }
    }

    /** Takes and writes what is there. */
    private static String take(SendRingStore ring) {
        ByteBuf batch = ring.take();
        if (batch == null) {
            return "";
        }
        String text = text(batch);
        ByteBuf wrapped = ring.takeWrapped();
        if (wrapped != null) {
            text += text(wrapped);
        }
        ring.written();
        return text;
    }

    private static String text(ByteBuf buffer) {
        String text = buffer.toString(StandardCharsets.US_ASCII);
        buffer.release();
        return text;
    }

    /** A ring of 16 bytes of which the next packets wrap round the end. */
    private static SendRingStore ring(SendAccount account) {
        SendRingStore ring = new SendRingStore(account);
        offer(ring, "............");
        take(ring);
        return ring;
    }

    private static SendAccount account() {
        return new SendAccount(new SendBudget(1000), new SendLimits(16, 8, 4, 16), () -> {}, new SendLaneCounters());
    }

    /** Two senders at once, over the end of the ring. */
    @JCStressTest
    @Outcome(id = {"aaaaaabbbbbb, 0", "bbbbbbaaaaaa, 0"}, expect = ACCEPTABLE, desc = "one behind the other")
    @Outcome(expect = FORBIDDEN, desc = "mixed, or lost")
    @State
    public static class OfferAgainstOffer {
        private final SendAccount account = account();
        private final SendRingStore ring = ring(account);

        @Actor
        public void sender1() {
            offer(ring, "aaaaaa");
        }

        @Actor
        public void sender2() {
            offer(ring, "bbbbbb");
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = take(ring);
            result.r2 = account.queued();
            ring.discard();
        }
    }

    /** The I/O thread takes while a sender puts in: what it takes is whole packets in order, and nothing is overwritten. */
    @JCStressTest
    @Outcome(
            id = {"aaaa.bbbbbb, 0", "aaaabbbbbb., 0", "aaaa.bbbbbb., 0"},
            expect = ACCEPTABLE,
            desc = "with the first turn or with the next")
    @Outcome(expect = FORBIDDEN, desc = "torn, lost or out of order")
    @State
    public static class OfferAgainstTake {
        private final SendAccount account = account();
        private final SendRingStore ring = ring(account);
        private String first;

        public OfferAgainstTake() {
            offer(ring, "aaaa");
        }

        @Actor
        public void sender() {
            offer(ring, "bbbbbb");
        }

        @Actor
        public void io() {
            first = take(ring);
        }

        @Arbiter
        public void end(LL_Result result) {
            result.r1 = first + "." + take(ring);
            result.r2 = account.queued();
            ring.discard();
        }
    }

    /** The connection goes while a write is under way and a sender puts in: bytes and memory are given back. */
    @JCStressTest
    @Outcome(id = "0 queued, 1 reference, aaaa", expect = ACCEPTABLE, desc = "only the write still holds the ring")
    @Outcome(expect = FORBIDDEN, desc = "something was kept, or given back too early")
    @State
    public static class OfferAgainstDiscard {
        private final SendAccount account = account();
        private final SendRingStore ring = new SendRingStore(account);
        private final ByteBuf writing;

        public OfferAgainstDiscard() {
            offer(ring, "aaaa");
            writing = ring.take();
        }

        @Actor
        public void sender() {
            offer(ring, "bbbbbb");
        }

        @Actor
        public void io() {
            ring.discard();
        }

        @Arbiter
        public void end(L_Result result) {
            boolean discarded = ring.discard();
            int references = writing.unwrap().refCnt();
            String written = text(writing);
            ring.written();
            result.r1 = discarded
                    ? account.queued() + " queued, " + references + " reference, " + written
                    : "a sender is still in the middle of it";
        }
    }
}
