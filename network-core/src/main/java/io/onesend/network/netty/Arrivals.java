package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.FrontDoors;
import io.onesend.network.netty.door.TlsService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Receives the connections of one port with several doors. */
@AnyThread
final class Arrivals implements SessionInitializer.Beginning {

    private final SessionContext context;
    private final AtomicLong ids;
    private final Doors doors;
    private final FrontDoors frontDoors;

    /**
     * @param tls null: no port of the server has TLS
     * @throws io.onesend.network.NetworkException if a jar is missing that one of the doors needs
     */
    Arrivals(SessionContext context, AtomicLong ids, @Nullable TlsService tls) {
        this.context = context;
        this.ids = ids;
        this.doors = context.config().doors();
        this.frontDoors = FrontDoors.of(doors, tls);
    }

    @Override
    @IoThread
    public void receive(Channel channel, SendLane lane) {
        assert lane.inEventLoop();
        Arrival arrival = new Arrival(this, channel, lane);
        channel.pipeline().addLast(frontDoors.newFrontDoor(arrival), arrival);
    }

    /** Makes the handler of an arrival's session. */
    @IoThread
    SessionHandler newSession(Channel channel, SendLane lane, Door door) {
        assert lane.inEventLoop();
        Framing framing = door == Door.WEBSOCKET ? Framing.of(doors.webSocket().messages()) : Framing.NONE;
        return new SessionHandler(ids.incrementAndGet(), channel, context, lane, framing);
    }

    SessionContext context() {
        return context;
    }

    Doors doors() {
        return doors;
    }
}
