package io.onesend.it.speed.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member of a room, over a connection of its own. It hears each message of the room's senders once and in order. A text has 64
 * bytes: the number of the sender, the number of its message, and padding. Event loop.
 */
public abstract class Member extends ByteToMessageDecoder {

    static final int TEXT_BYTES = 64;

    private static final int DIGITS = 8;

    final Place place;
    private final Traffic traffic;
    private final byte[] text = new byte[TEXT_BYTES];

    /** How many messages of each sender of the room have been heard. */
    private final int[] heard;

    private List<Sender> senders = List.of();
    private @Nullable Sender sender;
    private @Nullable Channel channel;
    private @Nullable Runnable whenReady;
    private boolean closing;

    /**
     * Where a member belongs.
     *
     * @param number among all members
     * @param room of the server
     * @param firstOfRoom the number of the room's first member; the first members are its senders
     */
    public record Place(int number, String userId, int room, int firstOfRoom) {}

    Member(Place place, int senders, Traffic traffic) {
        this.place = place;
        this.traffic = traffic;
        heard = new int[senders];
        Arrays.fill(text, (byte) 'x');
        write(text, 0, place.number);
    }

    /** Whether the server answers each message to its sender. */
    abstract boolean isAnswered();

    /** The first thing on a new connection. */
    abstract void introduce(ChannelHandlerContext ctx);

    /** What says a text of {@link #TEXT_BYTES} in the room. */
    abstract ByteBuf message(Channel on, byte[] ofText);

    /** Reads whole packets, and leaves the rest. */
    abstract void read(ByteBuf in, long now);

    // ---- for the crowd

    void whenReady(Runnable action) {
        whenReady = action;
    }

    /** The senders of its room, by their index; itself among them, perhaps. */
    void hears(List<Sender> roomSenders, @Nullable Sender itself) {
        senders = roomSenders;
        sender = itself;
    }

    void close() {
        closing = true;
        if (channel != null) {
            channel.close();
        }
    }

    void say(int sequence) {
        write(text, DIGITS, sequence);
        Channel on = channel();
        on.write(message(on, text), on.voidPromise());
        traffic.flushSoon(on);
    }

    // ---- for the protocols

    void ready() {
        if (whenReady != null) {
            whenReady.run();
            whenReady = null;
        }
    }

    void answered(int result, long now) {
        if (result != 0 || sender == null) {
            traffic.failed("a message of " + place.userId + " was answered " + result);
        } else {
            sender.answered(now);
        }
    }

    /** The text of a message begins here. */
    void heard(ByteBuf in, int at, long now) {
        int index = number(in, at) - place.firstOfRoom;
        int sequence = number(in, at + DIGITS);
        if (index < 0 || index >= heard.length || sequence != heard[index]) {
            String was = in.toString(at, 2 * DIGITS, US_ASCII);
            traffic.failed(place.userId + " heard " + was + " out of order, twice, or from another room");
            return;
        }
        heard[index]++;
        senders.get(index).heard(sequence, now);
    }

    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    void failed(String why) {
        traffic.failed(place.userId + ": " + why);
    }

    // ---- the connection

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        introduce(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        read(in, System.nanoTime());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        if (!closing) {
            failed("the connection was lost");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed(cause.toString());
        ctx.close();
    }

    private static void write(byte[] into, int at, int number) {
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            into[at + digit] = (byte) ('0' + (number & 7));
            number >>>= 3;
        }
    }

    private static int number(ByteBuf in, int at) {
        int number = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            number = number << 3 | in.getByte(at + digit) & 7;
        }
        return number;
    }
}
