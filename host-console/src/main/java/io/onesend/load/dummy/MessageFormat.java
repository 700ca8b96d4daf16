package io.onesend.load.dummy;

import io.onesend.load.LoadPlan;
import io.onesend.load.SizeRange;
import io.onesend.network.packet.PacketReader;
import org.jspecify.annotations.Nullable;

/** Writes and reads the messages of a group: an identity, then padding up to a size that follows from the identity. */
final class MessageFormat {

    private final SizeRange sizes;
    private final long seed;
    private final int run;
    private final MessagePadding[] paddings;
    private final MessageIdentity identity = new MessageIdentity();

    MessageFormat(LoadPlan plan, SizeRange sizes, int run) {
        this.sizes = sizes;
        this.seed = plan.seed();
        this.run = run;
        this.paddings = new MessagePadding[sizes.most() - sizes.least() + 1];
    }

    int size(int sender, long sequence) {
        return sizes.of(seed, sender, sequence);
    }

    void write(byte[] to, int at, int sender, long sequence, long intended) {
        MessageIdentity.write(to, at, run, sender, sequence, intended);
        padding(size(sender, sequence)).write(to, at + MessageIdentity.BYTES);
    }

    /** Reads an identity of this run; null if there is none. Returns the same object each time. */
    @Nullable
    MessageIdentity read(PacketReader text) {
        if (text.remaining() < MessageIdentity.BYTES) {
            return null;
        }
        boolean valid = identity.read(text.i64(), text.i64());
        return valid && identity.run() == run ? identity : null;
    }

    /** Whether the rest of this message comes next. */
    boolean isRestNextIn(PacketReader text, int sender, long sequence) {
        return padding(size(sender, sequence)).isNextIn(text);
    }

    private MessagePadding padding(int size) {
        int index = size - sizes.least();
        MessagePadding padding = paddings[index];
        if (padding == null) {
            padding = new MessagePadding(size - MessageIdentity.BYTES);
            paddings[index] = padding;
        }
        return padding;
    }
}
