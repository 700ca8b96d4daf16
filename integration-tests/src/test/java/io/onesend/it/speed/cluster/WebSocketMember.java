package io.onesend.it.speed.cluster;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A member by the chat protocol over a WebSocket. It masks with zeros: that costs the load nothing, and the server as much as any. */
public final class WebSocketMember extends ChatMember {

    /** What asks for the WebSocket. */
    public static final String UPGRADE = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static final int FINAL_BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int KEY_BYTES = 4;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private @Nullable ChannelHandlerContext connection;
    private boolean upgraded;

    public WebSocketMember(Place place, int senders, Traffic traffic) {
        super(place, senders, traffic);
    }

    /** The header of a message of this length. */
    public static byte[] header(int length) {
        boolean isShort = length < LENGTH_IN_TWO_BYTES;
        ByteBuffer header = ByteBuffer.allocate(2 + (isShort ? 0 : 2) + KEY_BYTES);
        header.put((byte) FINAL_BINARY).put((byte) (MASKED | (isShort ? length : LENGTH_IN_TWO_BYTES)));
        if (!isShort) {
            header.putShort((short) length);
        }
        return header.array();
    }

    @Override
    void introduce(ChannelHandlerContext ctx) {
        connection = ctx;
        ctx.writeAndFlush(Unpooled.copiedBuffer(UPGRADE, StandardCharsets.US_ASCII));
    }

    @Override
    void send(ChannelHandlerContext ctx, byte[] packet) {
        ctx.write(Unpooled.wrappedBuffer(header(packet.length)));
        super.send(ctx, packet);
    }

    @Override
    ByteBuf message(Channel on, byte[] text) {
        ByteBuf packet = super.message(on, text);
        byte[] header = header(packet.readableBytes());
        try {
            return on.alloc()
                    .buffer(header.length + packet.readableBytes())
                    .writeBytes(header)
                    .writeBytes(packet);
        } finally {
            packet.release();
        }
    }

    @Override
    void read(ByteBuf in, long now) {
        if (!upgraded) {
            int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEAD), in);
            if (end < 0) {
                return;
            }
            String head = in.toString(in.readerIndex(), end - in.readerIndex(), StandardCharsets.US_ASCII);
            if (!head.startsWith("HTTP/1.1 101 ")) {
                failed(head);
            }
            in.readerIndex(end + END_OF_HEAD.length);
            upgraded = true;
            super.introduce(Objects.requireNonNull(connection));
        }
        readFrames(in, now);
    }

    private void readFrames(ByteBuf in, long now) {
        while (in.readableBytes() >= 2) {
            int at = in.readerIndex();
            int length = in.getUnsignedByte(at + 1);
            int header = length == LENGTH_IN_TWO_BYTES ? 4 : 2;
            if (in.readableBytes() < header) {
                return;
            }
            int payload = header == 2 ? length : in.getUnsignedShort(at + 2);
            if (in.readableBytes() < header + payload) {
                return;
            }
            if (in.getUnsignedByte(at) == FINAL_BINARY) {
                packet(in, at + header, now);
            } else if (in.getUnsignedByte(at) != PING) {
                failed("a frame that begins with " + in.getUnsignedByte(at));
            }
            in.skipBytes(header + payload);
        }
    }
}
