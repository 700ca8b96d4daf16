package io.onesend.network;

import java.util.Arrays;
import java.util.Objects;

/** Cuts frames whose head ends with a delimiter and tells the length of the body behind it. */
final class HeadAndBodyRule implements FrameRule {

    private final byte[] headEnd;
    private final BodyLength bodyLength;

    HeadAndBodyRule(byte[] headEnd, BodyLength bodyLength) {
        if (headEnd.length == 0 || headEnd.length > FrameFormat.LONGEST_DELIMITER) {
            throw new IllegalArgumentException(
                    "impossible frame format: a head that ends with " + headEnd.length + " bytes");
        }
        this.headEnd = headEnd.clone();
        this.bodyLength = Objects.requireNonNull(bodyLength);
    }

    @Override
    public long frameLength(FrameBytes bytes, int looked) {
        // The last bytes looked at may be the first of those that end the head.
        int head = bytes.indexOf(headEnd, Math.max(0, looked - headEnd.length + 1));
        if (head < 0) {
            return MORE_NEEDED;
        }
        long body = bodyLength.bodyLength(bytes.part(0, head));
        if (body < 0) {
            throw new IllegalStateException(bodyLength + " returned a length of " + body);
        }
        // A length that no frame has, rather than an overflow.
        return head + headEnd.length + Math.min(body, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "head that ends with " + Arrays.toString(headEnd) + ", body by " + bodyLength;
    }
}
