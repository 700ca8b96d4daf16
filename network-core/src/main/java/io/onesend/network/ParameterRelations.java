package io.onesend.network;

import static io.onesend.network.ParameterRange.text;

import io.onesend.network.NetworkConfig.Inbound;
import io.onesend.network.NetworkConfig.Send;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import java.time.Duration;

/** Checks how the parameters of a configuration fit together; {@link ParameterRange} has checked each by itself. */
final class ParameterRelations {

    private static final long LARGEST_RING = 1 << 30;

    private ParameterRelations() {}

    /** Throws IllegalArgumentException at the first two that do not; it names both and their values. */
    static void check(NetworkConfig config) {
        checkFrames(config.frameFormat(), config.maxFrameBytes());
        checkWebSocket(config);
        checkInbound(config.inbound(), config.maxFrameBytes());
        checkSend(config.send());
        if (config.send().store() == Store.RING) {
            checkRing(config.send());
        }
    }

    private static void checkFrames(FrameFormat format, int maxFrameBytes) {
        int shortest = format.shortestFrame();
        if (maxFrameBytes < shortest) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes
                    + ", but the header or delimiter of the frameFormat alone has " + shortest);
        }
    }

    private static void checkWebSocket(NetworkConfig config) {
        if (!config.doors().has(Door.WEBSOCKET)) {
            return;
        }
        WebSocketSettings settings = config.doors().webSocket();
        if (settings.messages() == WebSocketSettings.Messages.TEXT && !canBeText(config)) {
            throw new IllegalArgumentException(
                    "the messages of the WebSocket are TEXT, but the frameFormat has no delimiter; they could be BINARY,"
                            + " or the frameFormat RAW on a port without the plain door");
        }
        Duration idle = config.idleTimeout();
        if (!idle.isZero() && settings.ping().compareTo(idle) >= 0) {
            throw new IllegalArgumentException("the ping of the WebSocket is " + text(settings.ping())
                    + ", but must be below idleTimeout, which is " + text(idle));
        }
    }

    /** The bytes of plain peers are cut anywhere in RAW, also within a character: passed on, they would be no text. */
    private static boolean canBeText(NetworkConfig config) {
        FrameEnd end = config.frameFormat().end();
        return end instanceof FrameEnd.ByDelimiter
                || (end.equals(FrameFormat.RAW.end()) && !config.doors().has(Door.PLAIN));
    }

    private static void checkInbound(Inbound inbound, int maxFrameBytes) {
        if (inbound.low() >= inbound.high()) {
            throw new IllegalArgumentException(
                    "inboundLow is " + inbound.low() + ", but must be below inboundHigh, which is " + inbound.high());
        }
        if (inbound.lowBytes() >= inbound.highBytes()) {
            throw new IllegalArgumentException("inboundLowBytes is " + inbound.lowBytes()
                    + ", but must be below inboundHighBytes, which is " + inbound.highBytes());
        }
        if (inbound.maxTotalBytes() < maxFrameBytes) {
            throw new IllegalArgumentException("inboundMaxTotalBytes is " + inbound.maxTotalBytes()
                    + ", but must have room for a frame of maxFrameBytes, which is " + maxFrameBytes);
        }
    }

    private static void checkSend(Send send) {
        if (send.high() > send.maxBytes()) {
            throw new IllegalArgumentException(
                    "sendHigh is " + send.high() + ", but must not be above sendMaxBytes, which is " + send.maxBytes());
        }
        if (send.low() >= send.high()) {
            throw new IllegalArgumentException(
                    "sendLow is " + send.low() + ", but must be below sendHigh, which is " + send.high());
        }
    }

    private static void checkRing(Send send) {
        if (send.whenFull() == WhenFull.DROP_OLDEST) {
            throw new IllegalArgumentException(
                    "sendWhenFull is DROP_OLDEST, but sendStore is RING, which keeps bytes and no packets to drop");
        }
        if (send.maxBytes() > LARGEST_RING) {
            throw new IllegalArgumentException(
                    "sendMaxBytes is " + send.maxBytes() + ", but with sendStore RING at most " + LARGEST_RING);
        }
    }
}
