package io.onesend.it.speed;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.nio.ByteOrder;

/** The chat protocol's frames with Netty alone: a little-endian u16 in front that counts itself. */
final class ChatFrameDecoder extends LengthFieldBasedFrameDecoder {

    private static final int MAX_FRAME_BYTES = 4096;

    ChatFrameDecoder() {
        super(ByteOrder.LITTLE_ENDIAN, MAX_FRAME_BYTES, 0, 2, -2, 0, true);
    }
}
