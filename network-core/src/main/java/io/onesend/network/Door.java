package io.onesend.network;

import java.util.Locale;

/** The kinds of peers that one port tells apart by their first bytes. */
public enum Door {
    /** Frames as the port's {@link FrameFormat} cuts them. It gets whatever no other door of the port takes. */
    PLAIN,
    /** A WebSocket of RFC 6455: each message is one frame. */
    WEBSOCKET;

    /** {@return as metrics and logs name it} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
