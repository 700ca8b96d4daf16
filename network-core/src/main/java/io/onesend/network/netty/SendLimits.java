package io.onesend.network.netty;

import io.onesend.network.NetworkConfig.Send;
import io.onesend.network.NetworkConfig.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The byte limits of a session's send queue; the sessions of a port share one object.
 *
 * @param most the most bytes queued; an empty queue may take one packet that is longer
 * @param high a session with this number of bytes queued, or more, is not writable
 * @param low when its queue has fallen to this number of bytes, it is writable again
 * @param longest the longest packet that an empty queue takes
 */
record SendLimits(long most, long high, long low, long longest) {

    private static final Logger LOG = LoggerFactory.getLogger(SendLimits.class);

    /** A ring holds no packet longer than itself; neither store one over the server's limit. */
    static SendLimits of(Send config) {
        long most = config.maxBytes();
        long longest = config.store() == Store.RING ? Math.min(most, config.maxTotalBytes()) : config.maxTotalBytes();
        return new SendLimits(most, config.high(), config.low(), longest);
    }

    /**
     * Warns at a start of frames that can be received and not be sent on.
     *
     * @param counted the framing whose headers count against these limits
     */
    void warnOfLongerFrames(int maxFrameBytes, Framing counted) {
        long longestPacket = counted.longestPacketIn(longest);
        if (maxFrameBytes > longestPacket) {
            LOG.warn(
                    "maxFrameBytes is {}, but the longest packet that can be sent is {} bytes: a longer frame cannot be echoed or"
                            + " passed on; raise the limits of sending, or lower maxFrameBytes",
                    maxFrameBytes,
                    longestPacket);
        }
    }
}
