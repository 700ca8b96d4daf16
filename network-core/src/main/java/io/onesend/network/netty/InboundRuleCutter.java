package io.onesend.network.netty;

import io.onesend.network.FrameBytes;
import io.onesend.network.FrameRule;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;

/** Asks a rule where a frame ends, and trusts it in nothing. Keeps the rule's note of one session's frame. */
final class InboundRuleCutter extends InboundFrameCutter {

    private final FrameRule rule;
    private final FrameBytes view = new FrameBytes();

    InboundRuleCutter(FrameRule rule, int maxFrameBytes) {
        super(maxFrameBytes);
        this.rule = rule;
    }

    @Override
    InboundFrameCutter forSession() {
        return new InboundRuleCutter(rule, maxFrameBytes);
    }

    @Override
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
        if (available == 0) {
            return INCOMPLETE;
        }
        long length = ask(bytes, from, Math.min(available, maxFrameBytes), looked);
        if (length == FrameRule.MORE_NEEDED) {
            if (available >= maxFrameBytes) {
                throw new MalformedPacketException("no end of the frame within " + maxFrameBytes + " bytes");
            }
            return INCOMPLETE;
        }
        if (length <= 0) {
            throw new IllegalStateException("the frame rule " + rule + " returned a length of " + length);
        }
        if (length > maxFrameBytes) {
            throw new MalformedPacketException("frame length " + length + " is not 1 to " + maxFrameBytes);
        }
        view.note(0);
        return (int) length;
    }

    private long ask(ByteBuffer bytes, int from, int seen, int looked) {
        view.wrap(bytes, from, seen);
        try {
            return rule.frameLength(view, looked);
        } finally {
            view.unwrap();
        }
    }
}
