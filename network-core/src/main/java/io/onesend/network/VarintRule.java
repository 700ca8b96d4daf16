package io.onesend.network;

import io.onesend.network.packet.MalformedPacketException;

/** Cuts frames whose length is a varint. The length counts what follows it. */
record VarintRule(int lengthOffset, int maxLengthBytes) implements FrameRule {

    private static final int MOST_LENGTH_BYTES = 5;

    VarintRule {
        if (lengthOffset < 0 || maxLengthBytes < 1 || maxLengthBytes > MOST_LENGTH_BYTES) {
            throw new IllegalArgumentException("impossible frame format: a varint of " + maxLengthBytes
                    + " bytes at most, at offset " + lengthOffset);
        }
    }

    @Override
    public long frameLength(FrameBytes bytes, int looked) {
        int arrived = bytes.length() - lengthOffset;
        long value = 0;
        for (int i = 0; i < maxLengthBytes; i++) {
            if (i >= arrived) {
                return MORE_NEEDED;
            }
            int next = bytes.u8(lengthOffset + i);
            value |= (next & 0x7fL) << (7 * i);
            if (next < 0x80) {
                return lengthOffset + i + 1 + value;
            }
        }
        throw new MalformedPacketException("a frame length of more than " + maxLengthBytes + " bytes");
    }
}
