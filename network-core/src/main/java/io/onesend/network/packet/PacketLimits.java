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

    public PacketLimits {
        if (maxBytes < PacketRegistry.HEADER_BYTES || cost < 0) {
            throw new IllegalArgumentException(
                    "packet limits need maxBytes >= " + PacketRegistry.HEADER_BYTES + " and cost >= 0");
        }
    }

    /** Frames up to this length, one token. */
    public static PacketLimits ofBytes(int maxBytes) {
        return new PacketLimits(maxBytes, 1);
    }

    /** Frames of any length, so many tokens. */
    public static PacketLimits ofCost(int cost) {
        return new PacketLimits(Integer.MAX_VALUE, cost);
    }
}
