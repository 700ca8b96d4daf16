package io.onesend.it.speed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The channels of Redis, one for each room: a connection publishes, another hears. All on the server's one I/O thread. */
final class RedisChannels {

    private final Map<Integer, PubSubRoom> rooms = new HashMap<>();
    private @Nullable Channel publishing;
    private @Nullable Channel hearing;

    /**
     * Connects to Redis; called before there is any member.
     *
     * @param connector opens a connection with these handlers
     * @param flushes of the connection that publishes
     */
    void connect(Function<ChannelHandler[], Channel> connector, ChannelHandler flushes) {
        publishing = connector.apply(new ChannelHandler[] {flushes, new IgnoredAnswers()});
        hearing = connector.apply(new ChannelHandler[] {new Messages()});
    }

    /** The first member of a room makes this server subscribe to its channel. */
    PubSubRoom room(int number) {
        return rooms.computeIfAbsent(number, key -> {
            Channel redis = Objects.requireNonNull(hearing);
            redis.writeAndFlush(ByteBufUtil.writeAscii(redis.alloc(), "SUBSCRIBE " + number + "\r\n"));
            return new PubSubRoom(number, this);
        });
    }

    /** Takes the reference to the packet. */
    void publish(int room, ByteBuf packet) {
        Channel redis = Objects.requireNonNull(publishing);
        String name = Integer.toString(room);
        String before =
                "*3\r\n$7\r\nPUBLISH\r\n$" + name.length() + "\r\n" + name + "\r\n$" + packet.readableBytes() + "\r\n";
        ByteBuf command = redis.alloc().buffer(before.length() + packet.readableBytes() + 2);
        command.writeCharSequence(before, US_ASCII);
        command.writeBytes(packet).writeByte('\r').writeByte('\n');
        packet.release();
        redis.writeAndFlush(command);
    }

    /** The numbers of subscribers, which nobody asks for. */
    private static final class IgnoredAnswers extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object answers) {
            ReferenceCountUtil.release(answers);
        }
    }

    /** Cuts what Redis pushes: three strings, or two and a number after a subscription. */
    private final class Messages extends ByteToMessageDecoder {

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            int whole = in.readerIndex();
            while (readOne(in)) {
                whole = in.readerIndex();
            }
            in.readerIndex(whole);
        }

        /** Returns false if not all of it has come. */
        private boolean readOne(ByteBuf in) {
            if (number(in) < 0) {
                return false;
            }
            ByteBuf kind = string(in);
            ByteBuf channel = kind == null ? null : string(in);
            if (kind == null || channel == null) {
                return false;
            }
            PubSubRoom room = Objects.requireNonNull(rooms.get(Integer.parseInt(channel.toString(US_ASCII))));
            if (kind.getByte(kind.readerIndex()) == 's') {
                if (number(in) < 0) {
                    return false;
                }
                room.subscribed();
                return true;
            }
            ByteBuf packet = string(in);
            if (packet == null) {
                return false;
            }
            room.heard(packet.retain());
            return true;
        }

        private static @Nullable ByteBuf string(ByteBuf in) {
            int length = number(in);
            if (length < 0 || in.readableBytes() < length + 2) {
                return null;
            }
            ByteBuf string = in.readSlice(length);
            in.skipBytes(2);
            return string;
        }

        /** A line of a sign and a number; -1 if it has not come yet. */
        private static int number(ByteBuf in) {
            int length = in.bytesBefore((byte) '\n');
            if (length < 0) {
                return -1;
            }
            int number = 0;
            for (int at = in.readerIndex() + 1; at < in.readerIndex() + length - 1; at++) {
                number = 10 * number + in.getByte(at) - '0';
            }
            in.skipBytes(length + 1);
            return number;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            System.err.println("the connection to Redis is closed: " + cause);
            ctx.close();
        }
    }
}
