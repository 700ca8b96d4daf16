package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.SessionInfo;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.DoorReasons;
import io.onesend.network.netty.door.Doorway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A connection to a port with several doors until it is a session. It holds a place of the session limits, and has a deadline. It
 * is the last handler of its channel, behind those of the doors; the session's handler takes its place.
 */
@IoThread
final class Arrival extends ChannelInboundHandlerAdapter implements Doorway, Swept {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(Arrival.class), Level.ERROR);

    /** Stands for no reason to turn it away: it has got all that it has asked for. */
    private static final DisconnectReason SERVED = DisconnectReason.CLOSED_BY_SERVER;

    private static final SocketAddress NOT_CONNECTED = new InetSocketAddress(0);

    private final Arrivals port;
    private final Channel channel;
    private final SendLane lane;

    private int laneIndex;
    private SocketAddress remoteAddress = NOT_CONNECTED;
    private boolean fromProxy;
    private Entrance entrance = Entrance.PLAIN;
    private boolean open;
    private final ArrivalDeadline deadline;

    Arrival(Arrivals port, Channel channel, SendLane lane) {
        this.port = port;
        this.channel = channel;
        this.lane = lane;
        this.deadline = new ArrivalDeadline(port.doors().handshakeTimeout());
    }

    // ---- the connection comes and goes

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        DisconnectReason refusal = arrive();
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        open = true;
        lane.enter(this);
        allow(doors().firstBytes(), DoorReasons.FIRST_BYTES);
    }

    private @Nullable DisconnectReason arrive() {
        // From now on the channel keeps it.
        channel.localAddress();
        SocketAddress address = channel.remoteAddress();
        SessionContext context = port.context();
        if (address == null) {
            return context.shared().live().refuse(DisconnectReason.GONE_ON_ARRIVAL, context.places());
        }
        remoteAddress = UnixSockets.toJava(address);
        fromProxy = doors().proxy().trusts(remoteAddress);
        DisconnectReason filtered = fromProxy ? null : context.filter().turnsAway(remoteAddress);
        if (filtered != null) {
            return filtered;
        }
        return context.shared()
                .live()
                .arrive(
                        this,
                        new SessionPlace(context.places(), fromProxy ? null : SessionAddressBlock.of(remoteAddress)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave();
    }

    /** Of a peer that was turned away. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    /** The peer leaves before it has said what it wants, or breaks a rule of its door. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            channel.close();
        } else if (event instanceof DisconnectReason brokenRule) {
            turnAway(brokenRule);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            channel.close();
        } else {
            FAILURES.log(cause, "a connection from {} failed", peer());
            turnAway(DisconnectReason.INTERNAL_ERROR);
        }
    }

    // ---- what the lane asks

    @Override
    public void sweep(long now) {
        assert lane.inEventLoop();
        DisconnectReason why = deadline.passed(now);
        if (why == null) {
            return;
        }
        if (why.equals(SERVED)) {
            finish();
        } else {
            turnAway(why);
        }
    }

    @Override
    public @Nullable SessionInfo info(SessionMoment now) {
        assert lane.inEventLoop();
        return null;
    }

    @Override
    public int laneIndex() {
        assert lane.inEventLoop();
        return laneIndex;
    }

    @Override
    public void setLaneIndex(int index) {
        assert lane.inEventLoop();
        laneIndex = index;
    }

    // ---- what the doors ask

    @Override
    public Doors doors() {
        return port.doors();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public SocketAddress remoteAddress() {
        assert lane.inEventLoop();
        return remoteAddress;
    }

    @Override
    public boolean isFromProxy() {
        return fromProxy;
    }

    @Override
    public @Nullable DisconnectReason comesFrom(InetSocketAddress client) {
        entrance = entrance.by(remoteAddress);
        remoteAddress = client;
        return admitAddress();
    }

    @Override
    public @Nullable DisconnectReason comesByItself() {
        return admitAddress();
    }

    private @Nullable DisconnectReason admitAddress() {
        DisconnectReason filtered = port.context().filter().turnsAway(remoteAddress);
        return filtered != null
                ? filtered
                : port.context().shared().live().countAs(this, SessionAddressBlock.of(remoteAddress));
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    @Override
    public void learned(Entrance more) {
        entrance = more;
    }

    @Override
    public void allow(Duration time, DisconnectReason why) {
        deadline.allow(lane.clock(), time, why);
    }

    @Override
    public void allowHandshake() {
        assert lane.inEventLoop();
        deadline.allowHandshake(lane.clock());
    }

    @Override
    public void closeAfter(Duration time) {
        allow(time, SERVED);
    }

    @Override
    public boolean isDraining() {
        return port.context().shared().live().isDraining();
    }

    @Override
    public void countAnswer(int httpStatus) {
        port.context().counters().answered(httpStatus);
    }

    @Override
    public void enter(Door door) {
        assert lane.inEventLoop();
        open = false;
        lane.leave(this);
        SessionHandler session = port.newSession(channel, lane, door);
        session.arriveAfter(this, entrance.through(door));
        // Unless the session has taken it over.
        port.context().shared().live().leave(this);
        channel.pipeline().replace(this, null, session);
        session.channelActive(channel.pipeline().context(session));
    }

    @Override
    public void turnAway(DisconnectReason why) {
        if (countTurnedAway(why)) {
            channel.close();
        }
    }

    @Override
    public void turnAway(DisconnectReason why, ByteBuf answer) {
        if (countTurnedAway(why)) {
            RefusedConnection.end(
                    channel.pipeline().context(this),
                    answer,
                    port.context().shared().refused());
        } else {
            answer.release();
        }
    }

    @Override
    public void finish() {
        assert lane.inEventLoop();
        leave();
        RefusedConnection.end(
                channel.pipeline().context(this),
                Unpooled.EMPTY_BUFFER,
                port.context().shared().refused());
    }

    private boolean countTurnedAway(DisconnectReason why) {
        if (!open) {
            return false;
        }
        leave();
        port.context().counters().turnedAway(why);
        port.context().shared().ends().turnedAway(peer(), why);
        return true;
    }

    @Override
    public void refuse(DisconnectReason why) {
        leave();
        port.context().shared().ends().refused(peer(), why);
        if (doors().has(Door.PLAIN)) {
            port.context().refusals().end(channel.pipeline().context(this), why);
        } else {
            channel.close();
        }
    }

    private void leave() {
        if (open) {
            open = false;
            lane.leave(this);
            port.context().shared().live().leave(this);
        }
    }

    private Object peer() {
        return UnixSockets.nameOf(remoteAddress, UnixSockets.toJava(channel.localAddress()));
    }

    /** The server closes. */
    @AnyThread
    void serverStops() {
        try {
            channel.eventLoop().execute(() -> turnAway(DisconnectReason.SERVER_STOPPING));
        } catch (RejectedExecutionException ended) {
            // Its loop has closed it.
            assert channel.eventLoop().isShuttingDown();
        }
    }
}
