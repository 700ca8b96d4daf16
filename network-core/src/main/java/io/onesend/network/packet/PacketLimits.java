package io.onesend.network.packet;

/**
 * Limits for received packets of one id.
 *
 * @param maxBytes the longest frame, header included; a longer one is malformed
 * @param cost tokens that a frame takes from its session's {@link io.onesend.network.InboundRate}; 0: free
 */
public record PacketLimits(int maxBytes, int cost) {

    /** Any length that a frame may have, for one token. */
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
     * Frames of limited length, for one token each.
     *
     * @param maxBytes the longest frame, header included
     * @return limits for {@link PacketRegistry.Builder#receives(int, PacketCodec, PacketLimits)}
     * @throws IllegalArgumentException if it is below the length of the header
     */
    public static PacketLimits ofBytes(int maxBytes) {
        return new PacketLimits(maxBytes, 1);
    }

    /**
     * Frames of any length, with their own cost.
     *
     * @param cost tokens; 0: free
     * @return limits for {@link PacketRegistry.Builder#receives(int, PacketCodec, PacketLimits)}
     * @throws IllegalArgumentException if it is negative
     */
    public static PacketLimits ofCost(int cost) {
        return new PacketLimits(Integer.MAX_VALUE, cost);
    }
}
