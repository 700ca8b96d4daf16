package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.PacketBuffers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes the control frames that a server sends. */
final class WebSocketControl {

    private WebSocketControl() {}

    static ByteBuf ping() {
        return frame(WebSocketFrameCutter.PING, 0);
    }

    /** The answer to a ping, with its payload. */
    static ByteBuf pong(ByteBuffer bytes, int payload, int payloadBytes) {
        return frame(WebSocketFrameCutter.PONG, payloadBytes).writeBytes(bytes.slice(payload, payloadBytes));
    }

    /** @param text why, in ASCII; cut off where a control frame ends */
    static ByteBuf close(int code, String text) {
        if (code == CloseCodes.NO_CODE) {
            return frame(WebSocketFrameCutter.CLOSE, 0);
        }
        byte[] reason = text.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(reason.length, WebSocketFrameCutter.MOST_CONTROL_BYTES - Short.BYTES);
        return frame(WebSocketFrameCutter.CLOSE, Short.BYTES + length)
                .writeShort(code)
                .writeBytes(reason, 0, length);
    }

    private static ByteBuf frame(int opcode, int length) {
        return PacketBuffers.ALLOCATOR
                .directBuffer(2 + length)
                .writeByte(Framing.FINAL | opcode)
                .writeByte(length);
    }
}
