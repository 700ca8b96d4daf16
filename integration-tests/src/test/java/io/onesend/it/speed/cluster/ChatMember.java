package io.onesend.it.speed.cluster;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import io.onesend.load.LoadScheme;

/** A member by the chat protocol. */
public class ChatMember extends Member {

    /** Of everybody: what this measures is not the login. */
    public static final String PASSWORD = "pw";

    private static final int HEADER_BYTES = 5;
    private static final int PADDING_BYTES = Wire.MESSAGE_BYTES - TEXT_BYTES;

    /** Lets all who are of a crowd log in; see {@link RunningSystem#users}. */
    public static void addUsers(TestRedis redis, String prefix, int count) {
        for (int number = 0; number < count; number++) {
            redis.plaintext(LoadScheme.userId(prefix, number), PASSWORD);
        }
    }

    public ChatMember(Place place, int senders, Traffic traffic) {
        super(place, senders, traffic);
    }

    @Override
    boolean isAnswered() {
        return true;
    }

    @Override
    void introduce(ChannelHandlerContext ctx) {
        send(ctx, Wire.login(place.userId(), PASSWORD));
        send(ctx, Wire.enter(place.room()));
    }

    void send(ChannelHandlerContext ctx, byte[] packet) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(packet));
    }

    @Override
    ByteBuf message(Channel on, byte[] text) {
        int length = HEADER_BYTES + Wire.MESSAGE_BYTES;
        return on.alloc()
                .buffer(length)
                .writeShortLE(length)
                .writeShortLE(Wire.ROOM_CHAT_REQUEST)
                .writeByte(0)
                .writeBytes(text)
                .writeZero(PADDING_BYTES);
    }

    @Override
    void read(ByteBuf in, long now) {
        while (in.readableBytes() >= HEADER_BYTES) {
            int at = in.readerIndex();
            int length = in.getUnsignedShortLE(at);
            if (in.readableBytes() < length) {
                return;
            }
            packet(in, at, now);
            in.skipBytes(length);
        }
    }

    /** A whole packet begins here. */
    final void packet(ByteBuf in, int at, long now) {
        int body = at + HEADER_BYTES;
        switch (in.getUnsignedShortLE(at + 2)) {
            case Wire.ROOM_CHAT_NOTIFY -> heard(in, body + Wire.ID_BYTES, now);
            case Wire.ROOM_CHAT_RESPONSE -> answered(in.getShortLE(body), now);
            case Wire.LOGIN_RESPONSE -> granted("login", in.getShortLE(body));
            case Wire.ROOM_ENTER_RESPONSE -> {
                granted("enter", in.getShortLE(body));
                ready();
            }
            default -> {
                // Who comes and goes is not measured.
            }
        }
    }

    private void granted(String what, int result) {
        if (result != 0) {
            failed("the " + what + " was answered " + result);
        }
    }
}
