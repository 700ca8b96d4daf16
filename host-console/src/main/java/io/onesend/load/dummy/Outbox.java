package io.onesend.load.dummy;

import io.onesend.load.LoadPace;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What one sender has sent, and what became of it. */
final class Outbox {

    private final @Nullable Slots slots;
    private long sent;
    private long answered;
    private long refused;

    /** Those that were refused and may be heard all the same. Null: there are none. */
    private @Nullable BitSet doubtful;

    /** @param freed called when another message may be sent; never if messages are sent by the clock */
    Outbox(LoadPace pace, Slots.Freed freed) {
        slots = pace.isByTheClock() ? null : new Slots(pace.window(), freed);
    }

    long sent() {
        return sent;
    }

    /** How many messages have their answer: the first so many. */
    long answers() {
        return answered;
    }

    /** The number of messages that a receiver should have received if it has been there all the time. */
    long expected() {
        return sent - refused;
    }

    void sentTo(int receivers, long now) {
        long sequence = sent++;
        if (slots != null) {
            slots.take(sequence, receivers, now);
        }
    }

    void arrived(long sequence) {
        if (slots != null) {
            slots.arrived(sequence);
        }
    }

    /** Answers come in the order of the messages. */
    void answered(boolean granted) {
        long sequence = answered++;
        if (!granted && sequence < sent) {
            refused++;
            if (slots != null) {
                slots.refused(sequence);
            }
        }
    }

    /** The server does not know whether the message that it has answered last is heard. */
    void answeredInDoubt() {
        if (doubtful == null) {
            doubtful = new BitSet();
        }
        doubtful.set(Math.toIntExact(answered - 1));
    }

    boolean isDoubtful(long sequence) {
        return doubtful != null && doubtful.get(Math.toIntExact(sequence));
    }

    void giveUpBefore(long time) {
        if (slots != null) {
            slots.giveUpBefore(time);
        }
    }
}
