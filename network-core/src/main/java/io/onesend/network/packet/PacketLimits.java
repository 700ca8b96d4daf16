package io.onesend.network.packet;

/**
 * What one id may ask of the receiver.
 *
 * @param maxBytes the longest frame of it, header included; a longer one is malformed
 * @param cost tokens that a frame of it takes of its session's {@link io.onesend.network.InboundRate}; 0: free
 */
public record PacketLimits(int maxBytes, int cost) {

    /** Any length that a frame may have, one token. */
    public static final PacketLimits DEFAULT = new PacketLimits(Integer.MAX_VALUE, 1);

    /**
     * Checks both numbers.
     *
     * @param maxBytes 5 or more, the length of the header
     * @param cost 0 or more
     * @throws IllegalArgumentException if one of them is less
     */
    public PacketLimits {
        if (maxBytes < PacketRegistry.HEADER_BYTES || cost < 0) {
            throw new IllegalArgumentException(
                    "packet limits need maxBytes >= " + PacketRegistry.HEADER_BYTES + " and cost >= 0");
        }
    }

    /**
     * Frames of limited length, which cost one token.
     *
     * @param maxBytes the longest, header included
     * @return limits for {@link PacketRegistry.Builder#receives(int, PacketCodec, PacketLimits)}
     * @throws IllegalArgumentException if it is below the length of the header
     */
    public static PacketLimits ofBytes(int maxBytes) {
        return new PacketLimits(maxBytes, 1);
    }

    /**
     * Frames of any length, which cost more than others, or nothing.
     *
     * @param cost tokens; 0: free
     * @return limits for {@link PacketRegistry.Builder#receives(int, PacketCodec, PacketLimits)}
     * @throws IllegalArgumentException if it is negative
     */
    public static PacketLimits ofCost(int cost) {
        return new PacketLimits(Integer.MAX_VALUE, cost);
    }
}
