package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Entrance;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.ClientDoors;
import io.onesend.network.netty.door.HandshakeFailedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection while handshakes are made, for one attempt. It is the last handler of the channel, behind those of {@link
 * ClientDoors}, which let the connection begin for it when the server has agreed. Then the session's handler takes its place.
 */
@IoThread
final class ClientHandshake extends ChannelInboundHandlerAdapter implements SessionInitializer.Beginning {

    /** Hears how it ends, on the I/O thread; a failure may come after a session, and means nothing then. */
    interface Outcome {
        /** The session is there, and is started when this returns. */
        void begun(SessionHandler session);

        void failed(Throwable cause);
    }

    private final SessionContext context;
    private final AtomicLong ids;
    private final ClientDoors doors;
    private final ClientDoors.Target target;
    private final Framing framing;

    /** Set before the connection is made. */
    private @Nullable Outcome outcome;

    // I/O thread.
    private @Nullable Channel channel;
    private @Nullable SendLane lane;
    private @Nullable Future<?> limit;
    private Entrance.@Nullable Tls agreed;
    private boolean over;

    ClientHandshake(
            SessionContext context, AtomicLong ids, ClientDoors doors, ClientDoors.Target target, Framing framing) {
        this.context = context;
        this.ids = ids;
        this.doors = doors;
        this.target = target;
        this.framing = framing;
    }

    /** Must be called before the connection is made. */
    @AnyThread
    void tell(Outcome told) {
        outcome = told;
    }

    @Override
    public void receive(Channel added, SendLane itsLane) {
        assert itsLane.inEventLoop();
        channel = added;
        lane = itsLane;
        doors.add(added.pipeline(), target, this);
    }

    /** Gives the handshakes this long from now on. */
    void limit(int millis) {
        if (over || lane == null) {
            return;
        }
        assert lane.inEventLoop();
        limit = lane.schedule(
                () -> fail(new ConnectTimeoutException("the server has not agreed to the handshake in time")),
                TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The server has agreed. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (over || lane == null) {
            return;
        }
        end();
        SessionHandler session = new SessionHandler(ids.incrementAndGet(), ctx.channel(), context, lane, framing);
        session.session().came(doors.entrance(agreed));
        ctx.pipeline().replace(this, null, session);
        if (outcome != null) {
            outcome.begun(session);
        }
        if (ctx.channel().isActive()) {
            session.channelActive(ctx.channel().pipeline().context(session));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hungUp();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            hungUp();
        } else if (event instanceof Entrance.Tls tls) {
            agreed = tls;
        } else if (event instanceof DisconnectReason brokenRule) {
            fail(new HandshakeFailedException(
                    "the server broke a rule before it agreed to the handshake: " + brokenRule.detail()));
        }
    }

    private void hungUp() {
        fail(new HandshakeFailedException("the server closed the connection before it agreed to the handshake"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
    }

    /** Of a server that was given up. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    private void fail(Throwable cause) {
        if (over) {
            return;
        }
        end();
        if (outcome != null) {
            outcome.failed(cause);
        }
        if (channel != null) {
            channel.close();
        }
    }

    private void end() {
        over = true;
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
