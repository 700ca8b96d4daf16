package io.onesend.network.netty.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.logic.IoThread;

/**
 * The first handler of a connection to a port with several doors, and the one behind each door that only leads to the next. It
 * keeps bytes until they tell what has come, hands them to that door, and goes.
 */
@IoThread
final class FrontDoor extends ChannelInboundHandlerAdapter {

    private static final byte[] NOTHING = {};

    private final FrontDoors table;
    private final Doorway doorway;

    /** Whether a trusted proxy has to send its header first. */
    private final boolean headerComes;

    /** Undecided, and therefore few: not in the buffer of the read, which is much larger. */
    private byte[] kept = NOTHING;

    FrontDoor(FrontDoors table, Doorway doorway, boolean headerComes) {
        this.table = table;
        this.doorway = doorway;
        this.headerComes = headerComes;
    }

    /** The connection gets its place from the handler behind, or is refused. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        begin(ctx);
    }

    /** Lets the connection in at once if its bytes make no difference: its server may be the one that speaks first. */
    void begin(ChannelHandlerContext ctx) {
        assert ctx.executor().inEventLoop();
        if (doorway.isOpen() && !isHeaderDue() && !table.wanted().areLookedFor()) {
            table.opener(FirstBytes.rest(table.wanted())).open(ctx, doorway);
            leave(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!doorway.isOpen()) {
            ctx.fireChannelRead(message);
            return;
        }
        ByteBuf bytes = joined(ctx, (ByteBuf) message);
        FirstBytes came = isHeaderDue() ? FirstBytes.ofProxy(bytes) : FirstBytes.of(bytes, table.wanted());
        if (came == FirstBytes.MORE) {
            keep(bytes);
        } else {
            open(ctx, came, bytes);
        }
    }

    private boolean isHeaderDue() {
        return headerComes && doorway.isFromProxy();
    }

    private ByteBuf joined(ChannelHandlerContext ctx, ByteBuf read) {
        if (kept.length == 0) {
            return read;
        }
        ByteBuf all = ctx.alloc().buffer(kept.length + read.readableBytes());
        all.writeBytes(kept).writeBytes(read);
        read.release();
        kept = NOTHING;
        return all;
    }

    private void keep(ByteBuf bytes) {
        kept = new byte[bytes.readableBytes()];
        bytes.readBytes(kept);
        bytes.release();
    }

    private void open(ChannelHandlerContext ctx, FirstBytes came, ByteBuf bytes) {
        try {
            table.opener(came).open(ctx, doorway);
        } catch (Throwable defect) {
            bytes.release();
            throw defect;
        }
        leave(ctx);
        ctx.fireChannelRead(bytes);
    }

    /** A context that has left its pipeline still knows the handler behind it. */
    private void leave(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    /** Nothing more comes: bytes that might have become something else are frames, or the part of a header. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && kept.length > 0 && doorway.isOpen()) {
            ByteBuf bytes = ctx.alloc().buffer(kept.length).writeBytes(kept);
            kept = NOTHING;
            open(ctx, isHeaderDue() ? FirstBytes.NO_HEADER : FirstBytes.rest(table.wanted()), bytes);
        }
        ctx.fireUserEventTriggered(event);
    }
}
