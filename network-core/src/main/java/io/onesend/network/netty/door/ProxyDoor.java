package io.onesend.network.netty.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.NetUtil;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Takes the address of the client from a header of the PROXY protocol. Netty's decoder in front of it reads the header, and hands
 * what follows to the front door behind it.
 */
@IoThread
final class ProxyDoor extends ChannelInboundHandlerAdapter {

    /** The longest header of version 2 with all that it says beside the addresses, which is dropped. */
    private static final int LONGEST_HEADER = 2048;

    /** What Netty's decoder adds to the bytes of the other things: 16 of the header and 216 of the longest addresses. */
    private static final int OTHER_THINGS = LONGEST_HEADER - 16 - 216;

    private final Doorway doorway;

    private final FrontDoor behind;

    private ProxyDoor(Doorway doorway, FrontDoor behind) {
        this.doorway = doorway;
        this.behind = behind;
    }

    @AnyThread
    static FrontDoors.Opener opener(FrontDoors table) {
        return (frontDoor, doorway) -> {
            ChannelPipeline pipeline = frontDoor.pipeline();
            // The last first, because each is put directly behind the front door.
            FrontDoor behind = table.newFrontDoorBehindProxy(doorway);
            pipeline.addAfter(frontDoor.name(), null, behind);
            pipeline.addAfter(frontDoor.name(), null, new ProxyDoor(doorway, behind));
            pipeline.addAfter(frontDoor.name(), null, new HAProxyMessageDecoder(OTHER_THINGS));
        };
    }

    /** Turns away a connection of a trusted proxy that does not begin with a header. */
    static void missing(ChannelHandlerContext frontDoor, Doorway doorway) {
        assert frontDoor.executor().inEventLoop();
        doorway.turnAway(DoorReasons.PROXY_HEADER.withDetail("missing"));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HAProxyMessage header = (HAProxyMessage) message;
        try {
            InetSocketAddress client = doorway.isOpen() ? clientOf(header) : null;
            DisconnectReason refusal = client == null ? null : doorway.comesFrom(client);
            if (refusal != null) {
                doorway.refuse(refusal);
            }
        } finally {
            header.release();
        }
        ctx.pipeline().remove(this);
        behind.begin(ctx.pipeline().context(behind));
    }

    /** Null if the connection is the proxy's own, such as a health check, or if its client has no IP address. */
    private static @Nullable InetSocketAddress clientOf(HAProxyMessage header) {
        AddressFamily family = header.proxiedProtocol().addressFamily();
        boolean isInet = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
        return isInet && header.command() == HAProxyCommand.PROXY
                ? new InetSocketAddress(
                        NetUtil.createInetAddressFromIpAddressString(header.sourceAddress()), header.sourcePort())
                : null;
    }

    /** Nothing more comes, and the header is not whole: after that this handler is gone. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            doorway.turnAway(DoorReasons.PROXY_HEADER.withDetail("not whole"));
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException) {
            doorway.turnAway(DoorReasons.PROXY_HEADER.withDetail(String.valueOf(cause.getMessage())));
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
