package io.onesend.it.speed;

import static io.onesend.it.speed.ByHandPackets.result;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the hand-written server: frames in, answers and notifies out. It speaks what a room needs: login, enter, leave,
 * chat, and ping. Every login is granted, and a room is there as soon as somebody enters it.
 */
final class ByHandSession extends SimpleChannelInboundHandler<ByteBuf> {

    private static final int NONE = 0;
    private static final int LOGIN_USER_ALREADY = 31;
    private static final int ENTER_ROOM_NOT_FINDE_USER = 51;
    private static final int ENTER_ROOM_INVALID_USER_STATUS = 52;
    private static final int LEAVE_ROOM_INVALID_ROOM_INDEX = 71;
    private static final int CHAT_ROOM_INVALID_ROOM_NUMBER = 81;

    private final IntFunction<ByHandRoom> rooms;
    private final AtomicLong uniqueIds;
    private @Nullable ByHandUser user;
    private @Nullable ByHandRoom room;

    ByHandSession(IntFunction<ByHandRoom> rooms, AtomicLong uniqueIds) {
        this.rooms = rooms;
        this.uniqueIds = uniqueIds;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
        frame.skipBytes(2);
        int id = frame.readUnsignedShortLE();
        if (frame.readByte() != 0) {
            throw new CorruptedFrameException("attribute bits are set");
        }
        switch (id) {
            case Wire.PING -> answer(ctx, Wire.PONG, body(frame, 2).readShortLE());
            case Wire.LOGIN_REQUEST -> login(ctx, body(frame, 2 * Wire.ID_BYTES));
            case Wire.ROOM_ENTER_REQUEST -> enter(ctx, body(frame, 4).readIntLE());
            case Wire.ROOM_LEAVE_REQUEST -> leave(ctx, body(frame, 0));
            case Wire.ROOM_CHAT_REQUEST -> chat(ctx, body(frame, Wire.MESSAGE_BYTES));
            default -> {
                // Unknown ids are ignored.
            }
        }
    }

    private static ByteBuf body(ByteBuf frame, int bytes) {
        if (frame.readableBytes() != bytes) {
            throw new CorruptedFrameException("a body of " + frame.readableBytes() + " bytes, not " + bytes);
        }
        return frame;
    }

    private void login(ChannelHandlerContext ctx, ByteBuf body) {
        if (user != null) {
            answer(ctx, Wire.LOGIN_RESPONSE, LOGIN_USER_ALREADY);
            return;
        }
        byte[] field = new byte[Wire.ID_BYTES];
        body.readBytes(field);
        user = new ByHandUser(uniqueIds.incrementAndGet(), field);
        answer(ctx, Wire.LOGIN_RESPONSE, NONE);
    }

    private void enter(ChannelHandlerContext ctx, int number) {
        if (user == null) {
            answer(ctx, Wire.ROOM_ENTER_RESPONSE, ENTER_ROOM_NOT_FINDE_USER);
            return;
        }
        if (room != null) {
            answer(ctx, Wire.ROOM_ENTER_RESPONSE, ENTER_ROOM_INVALID_USER_STATUS);
            return;
        }
        ByHandUser newcomer = user;
        ByHandRoom entered = rooms.apply(number);
        room = entered;
        entered.whenHearing(() -> {
            if (room == entered) {
                enter(ctx, entered, newcomer);
            }
        });
    }

    private static void enter(ChannelHandlerContext ctx, ByHandRoom room, ByHandUser newcomer) {
        room.enter(ctx.channel(), newcomer);
        ctx.write(result(ctx.alloc(), Wire.ROOM_ENTER_RESPONSE, NONE));
        ByHandPackets.userLists(ctx.alloc(), room.users()).forEach(ctx::write);
        ctx.flush();
    }

    private void leave(ChannelHandlerContext ctx, ByteBuf body) {
        assert !body.isReadable();
        answer(ctx, Wire.ROOM_LEAVE_RESPONSE, room == null ? LEAVE_ROOM_INVALID_ROOM_INDEX : NONE);
        leaveRoom(ctx);
    }

    private void chat(ChannelHandlerContext ctx, ByteBuf message) {
        if (user == null || room == null) {
            answer(ctx, Wire.ROOM_CHAT_RESPONSE, CHAT_ROOM_INVALID_ROOM_NUMBER);
            return;
        }
        // Not flushed: the sender is a member, so its notify takes this along.
        ctx.write(result(ctx.alloc(), Wire.ROOM_CHAT_RESPONSE, NONE));
        room.writeToAll(ByHandPackets.chat(ctx.alloc(), user, message));
    }

    private static void answer(ChannelHandlerContext ctx, int id, int number) {
        ctx.writeAndFlush(result(ctx.alloc(), id, number));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leaveRoom(ctx);
    }

    private void leaveRoom(ChannelHandlerContext ctx) {
        if (user != null && room != null) {
            room.leave(ctx.channel(), user);
            room = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A load that hangs up resets its connections, which is no failure.
        if (!(cause instanceof IOException)) {
            System.err.println(ctx.channel() + " is closed: " + cause);
        }
        ctx.close();
    }
}
