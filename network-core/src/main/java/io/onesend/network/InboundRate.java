package io.onesend.network;

/**
 * Limits how fast one session may send. It is a token bucket that refills steadily; each frame takes its cost (usually one:
 * {@link io.onesend.network.packet.PacketLimits}). A frame that finds too few tokens closes its session with
 * {@link DisconnectReason#RATE_LIMIT}.
 *
 * <p>It closes the session and does not slow it down: {@link NetworkConfig.Inbound} already slows a peer that sends faster
 * than it is served. This limit is for peers that send faster than any honest client.
 *
 * @param tokensPerSecond 0: no limit
 * @param burst the bucket's size: tokens that may be used at once after a pause; a frame that costs more is never received
 */
public record InboundRate(int tokensPerSecond, int burst) {

    /** No limit; a limit set later starts with this burst. */
    public static final InboundRate NO_LIMIT = new InboundRate(0, 1000);

    /**
     * Checks both numbers.
     *
     * @param tokensPerSecond 0 or more
     * @param burst 1 or more, even without a limit
     * @throws IllegalArgumentException if one of them is less
     */
    public InboundRate {
        if (tokensPerSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("an inbound rate needs tokensPerSecond >= 0 and burst >= 1");
        }
    }

    /** {@return whether there is a limit: tokensPerSecond is not 0} */
    public boolean isLimited() {
        return tokensPerSecond > 0;
    }
}
