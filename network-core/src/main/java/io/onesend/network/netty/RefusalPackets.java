package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.onesend.network.DisconnectReason;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Ends an endpoint's refused connections, with the packet that the endpoint has for the reason.
 *
 * @param packets null: the endpoint has none for any reason
 * @param open of all endpoints of the server
 */
record RefusalPackets(@Nullable Function<DisconnectReason, @Nullable EncodedPacket> packets, RefusedConnections open) {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(RefusalPackets.class), Level.ERROR);

    @IoThread
    void end(ChannelHandlerContext ctx, DisconnectReason why) {
        assert ctx.channel().eventLoop().inEventLoop();
        ByteBuf packet = packetFor(why);
        if (packet == null) {
            ctx.channel().close();
        } else {
            RefusedConnection.end(ctx, packet, open);
        }
    }

    /** Ends a WebSocket, whose peer takes no packet without a frame: a close frame tells the reason. */
    @IoThread
    void endWebSocket(ChannelHandlerContext ctx, DisconnectReason why) {
        assert ctx.channel().eventLoop().inEventLoop();
        RefusedConnection.end(ctx, WebSocketControl.OF_SERVER.close(CloseCodes.of(why), why.name()), open);
    }

    /** A copy of the packet; null also if there is nobody to read it, or if the endpoint cannot make it. */
    private @Nullable ByteBuf packetFor(DisconnectReason why) {
        if (packets == null || why.equals(DisconnectReason.GONE_ON_ARRIVAL)) {
            return null;
        }
        try (EncodedPacket packet = packets.apply(why)) {
            return packet == null ? null : Unpooled.wrappedBuffer(packet.toBytes());
        } catch (RuntimeException failed) {
            FAILURES.log(failed, "the endpoint's packet for refused connections ({}) failed", why);
            return null;
        }
    }
}
