package io.onesend.network;

/**
 * How fast one session may send: a bucket of tokens that refills steadily, out of which each frame takes what it costs
 * (usually one: {@link io.onesend.network.packet.PacketLimits}). A frame that finds too few tokens closes its session with
 * {@link DisconnectReason#RATE_LIMIT}.
 *
 * <p>It closes rather than slows down: who merely sends faster than it is served is slowed by {@link NetworkConfig.Inbound}
 * already. This is the line behind that, for peers that no honest client is like.
 *
 * @param tokensPerSecond 0: no limit
 * @param burst the bucket's size: so many at once after a pause; what costs more can never be received
 */
public record InboundRate(int tokensPerSecond, int burst) {

    /** Any rate; the burst is what a rate set later starts from. */
    public static final InboundRate NO_LIMIT = new InboundRate(0, 1000);

    /**
     * Checks both numbers.
     *
     * @param tokensPerSecond 0 or more
     * @param burst 1 or more, also where there is no limit
     * @throws IllegalArgumentException if one of them is less
     */
    public InboundRate {
        if (tokensPerSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("an inbound rate needs tokensPerSecond >= 0 and burst >= 1");
        }
    }

    /** {@return whether frames cost anything at all: tokensPerSecond is not 0} */
    public boolean isLimited() {
        return tokensPerSecond > 0;
    }
}
