package io.onesend.it.speed.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/** A member by the protocol of NATS: a room is a subject, and the member subscribes to it. Nothing answers a message. */
final class NatsMember extends Member {

    private static final byte[] PONG = ascii("PONG\r\n");

    private final byte[] publish;

    NatsMember(Place place, int senders, Traffic traffic) {
        super(place, senders, traffic);
        publish = ascii("PUB " + subject(place.room()) + " " + TEXT_BYTES + "\r\n");
    }

    static String subject(int room) {
        return "room." + room;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @Override
    boolean isAnswered() {
        return false;
    }

    @Override
    void introduce(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(ascii(
                "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + subject(place.room()) + " 1\r\nPING\r\n")));
    }

    @Override
    ByteBuf message(Channel on, byte[] text) {
        return on.alloc()
                .buffer(publish.length + text.length + 2)
                .writeBytes(publish)
                .writeBytes(text)
                .writeByte('\r')
                .writeByte('\n');
    }

    @Override
    void read(ByteBuf in, long now) {
        int line;
        while ((line = in.bytesBefore((byte) '\n')) >= 0) {
            int at = in.readerIndex();
            int bytes = line + 1;
            if (in.getByte(at) == 'M') {
                // MSG room.7 1 64, and the text on the next line.
                if (in.readableBytes() < bytes + TEXT_BYTES + 2) {
                    return;
                }
                heard(in, at + bytes, now);
                bytes += TEXT_BYTES + 2;
            } else {
                said(in.toString(at, line, US_ASCII));
            }
            in.skipBytes(bytes);
        }
    }

    private void said(String line) {
        if (line.startsWith("PONG")) {
            ready();
        } else if (line.startsWith("PING")) {
            channel().writeAndFlush(Unpooled.wrappedBuffer(PONG));
        } else if (line.startsWith("-ERR")) {
            failed(line.strip());
        }
    }
}
