package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.PacketBuffers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes the control frames of one side: those of a client are masked. */
final class WebSocketControl {

    static final WebSocketControl OF_SERVER = new WebSocketControl(false);

    private static final WebSocketControl OF_CLIENT = new WebSocketControl(true);

    private final boolean masked;

    private WebSocketControl(boolean masked) {
        this.masked = masked;
    }

    /** That of a side whose packets stand in this. */
    static WebSocketControl of(Framing framing) {
        return framing.isMasked() ? OF_CLIENT : OF_SERVER;
    }

    ByteBuf ping() {
        return masked(begin(WebSocketFrameCutter.PING, 0));
    }

    /** The answer to a ping, with its payload. */
    ByteBuf pong(ByteBuffer bytes, int payload, int payloadBytes) {
        return masked(begin(WebSocketFrameCutter.PONG, payloadBytes).writeBytes(bytes.slice(payload, payloadBytes)));
    }

    /** @param text why, in ASCII; cut off where a control frame ends */
    ByteBuf close(int code, String text) {
        if (code == CloseCodes.NO_CODE) {
            return masked(begin(WebSocketFrameCutter.CLOSE, 0));
        }
        byte[] reason = text.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(reason.length, WebSocketFrameCutter.MOST_CONTROL_BYTES - Short.BYTES);
        return masked(begin(WebSocketFrameCutter.CLOSE, Short.BYTES + length)
                .writeShort(code)
                .writeBytes(reason, 0, length));
    }

    /** The header, with room behind it for the payload. */
    private ByteBuf begin(int opcode, int length) {
        ByteBuf frame = PacketBuffers.ALLOCATOR
                .directBuffer(2 + WebSocketMask.KEY_BYTES + length)
                .writeByte(Framing.FINAL | opcode);
        return masked
                ? frame.writeByte(Framing.MASKED | length).writeInt(WebSocketMask.newKey())
                : frame.writeByte(length);
    }

    private ByteBuf masked(ByteBuf frame) {
        if (masked) {
            int payload = 2 + WebSocketMask.KEY_BYTES;
            WebSocketMask.apply(frame, payload, frame.readableBytes() - payload);
        }
        return frame;
    }
}
